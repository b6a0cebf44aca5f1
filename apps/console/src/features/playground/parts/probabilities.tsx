import { Table } from '@mantine/core';
import { percentOf } from '../../../ui/words-for-numbers.ts';
import { isObject } from '../request/read-json.ts';
import classes from './parts.module.css';

/** Nobody reads on, and a table of thousands would be slow. */
const MOST_SHOWN = 300;

/** How likely the tokens of an answer were, folded up. Nothing where nobody asked. */
export function Probabilities({ logprobs, isOver }: { readonly logprobs: readonly unknown[]; readonly isOver: boolean }) {
  if (!isOver || logprobs.length === 0) return null;
  return (
    <details className={classes['folded']}>
      <summary>Probabilities{logprobs.length > MOST_SHOWN && ` of the first ${MOST_SHOWN} tokens`}</summary>
      <Table fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Token</Table.Th>
            <Table.Th>How likely</Table.Th>
            <Table.Th>Others</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {logprobs
            .slice(0, MOST_SHOWN)
            .filter(isObject)
            .map((each, index) => (
              <Table.Tr key={index}>
                <Table.Td className={classes['token']}>{tokenOf(each)}</Table.Td>
                <Table.Td>{likelihoodOf(each)}</Table.Td>
                <Table.Td className={classes['token']}>{othersOf(each)}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}

type Token = Readonly<Record<string, unknown>>;

const tokenOf = ({ token }: Token) => JSON.stringify(typeof token === 'string' ? token : '');

const likelihoodOf = ({ logprob }: Token) => (typeof logprob === 'number' ? percentOf(Math.exp(logprob)) : '–');

const othersOf = ({ token, top_logprobs: others }: Token) =>
  Array.isArray(others)
    ? others
        .filter(isObject)
        .filter((each) => each['token'] !== token)
        .map((each) => `${tokenOf(each)} ${likelihoodOf(each)}`)
        .join(', ')
    : '';
