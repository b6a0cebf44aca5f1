import type { Column } from '../state/column.ts';
import { messageOf } from '../state/message.ts';
import type { Playground } from '../state/playground.ts';
import { requestOf, type Problems } from './body-of.ts';

/** What is wrong with the fields that all columns have in common. @param wasTried False: what is only missing is not wrong yet. */
export function problemsIn(state: Playground, wasTried: boolean): Problems {
  const written = requestOf(state, state.columns[0]!, [...state.messages, ...(state.draft.trim() === '' ? [] : [messageOf('user')])]);
  if (written.ok) return {};
  const { column: _, messages, schema, ...always } = written.problems;
  return { ...always, ...(wasTried && messages && { messages }), ...(schema && (wasTried || state.settings.schema !== '') && { schema }) };
}

/** What is wrong with whom a column asks. */
export const problemOf = (state: Playground, column: Column): string | undefined => {
  const written = requestOf(state, column, []);
  return written.ok ? undefined : written.problems.column;
};
