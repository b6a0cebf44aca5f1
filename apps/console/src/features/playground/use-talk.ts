import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isOver, saysSomething } from './answer/answer.ts';
import { keptAnswer } from './answer/kept-answer.ts';
import { useAnyComing } from './answer/use-any-coming.ts';
import { useRuns } from './answer/use-runs.ts';
import type { OnPage } from './open/body-to-page.ts';
import type { MessageActions } from './parts/message-card.tsx';
import { focusSoon } from './parts/focus-soon.ts';
import { requestOf } from './request/body-of.ts';
import { callsNow } from './request/calls-now.ts';
import { problemOf, problemsIn } from './request/problems.ts';
import type { ModelChoice } from './request/choices.ts';
import { areUntouched, columnOf, nameOf, type Column } from './state/column.ts';
import { before, edited, moved, without } from './state/conversation.ts';
import { messageOf, type Message, type Role } from './state/message.ts';
import { emptyPlayground, type Playground } from './state/playground.ts';
import type { Settings } from './state/settings.ts';
import { usePlayground } from './state/use-playground.ts';

/** Everything that can be done on the page. */
export function useTalk(models: readonly ModelChoice[]) {
  const page = usePlayground();
  const { state, change, replace } = page;
  const runs = useRuns();
  const isComing = useAnyComing(runs.all);
  const field = useRef<HTMLTextAreaElement>(null);
  /** Nobody is told what is wrong with a page that they have not sent yet. */
  const [wasTried, setTried] = useState(false);
  const latest = useRef({ state, runs, isComing });
  latest.current = { state, runs, isComing };

  const first = models[0]?.name;
  useEffect(() => {
    // Asked of what is there by then: something may just have been opened.
    if (first !== undefined) change(({ columns }) => (areUntouched(columns) ? { columns: [{ ...columns[0]!, model: first }] } : {}));
  }, [first, change]);

  /** Sends what is said to whom it is for, or says what is wrong with it. */
  const run = useCallback((messages: readonly Message[], only?: string) => {
    const now = latest.current;
    const columns = now.state.columns.filter(({ id }) => only === undefined || id === only);
    const written = columns.map((column) => ({
      column: column.id,
      asked: nameOf(column),
      written: requestOf(now.state, column, messages),
    }));
    setTried(true);
    if (!written.every((each) => each.written.ok)) return false;
    now.runs.start(
      written.flatMap(({ column, asked, written: { ...each } }) => (each.ok ? [{ column, asked, request: each.request }] : [])),
    );
    setTried(false);
    return true;
  }, []);

  const send = useCallback(() => {
    const now = latest.current;
    if (now.isComing) return;
    const { draft, draftPictures, messages } = now.state;
    const isEmpty = draft.trim() === '' && draftPictures.length === 0;
    if (isEmpty) return void run(messages);
    const answer = answerToGoOnFrom(now.state, now.runs);
    const all = [...messages, ...(answer ? keptAnswer(answer) : [])];
    if (answer && answer.calls.length > 0) {
      // What follows a call is the tool's word, and only then the user's.
      now.runs.clear();
      return change(() => ({ messages: all }));
    }
    const said = [...all, messageOf('user', { text: draft, pictures: draftPictures })];
    if (run(said)) change(() => ({ messages: said, draft: '', draftPictures: [] }));
  }, [run, change]);

  const again = useCallback((column: string) => void run(latest.current.state.messages, column), [run]);

  const keepAnswer = useCallback(
    (column: string) => {
      const answer = latest.current.runs.of(column)?.answer();
      if (!answer) return;
      const kept = keptAnswer(answer);
      change(({ messages }) => ({ messages: [...messages, ...kept] }));
      latest.current.runs.clear();
      focusSoon(kept[1]?.id, field.current);
    },
    [change],
  );

  const actions = useMemo<MessageActions>(
    () => ({
      onEdit: (id, parts) => change(({ messages }) => ({ messages: edited(messages, id, parts) })),
      onMove: (id, by) => change(({ messages }) => ({ messages: moved(messages, id, by) })),
      onRemove: (id) => {
        replace(({ messages }) => ({ messages: without(messages, id) }), 'A message was removed');
        field.current?.focus();
      },
      onAgain: (id) => {
        const messages = before(latest.current.state.messages, id);
        if (run(messages)) replace(() => ({ messages }), 'The answer and what followed it were taken out, and it is asked for anew');
      },
      onSubmit: send,
    }),
    [change, replace, run, send],
  );

  const problems = problemsIn(state, wasTried);
  return {
    ...page,
    runs,
    isComing,
    field,
    problems,
    actions,
    send,
    again,
    keepAnswer,
    /** Why nothing was sent, where no field of its own says it. */
    said: wasTried
      ? (problems.messages ??
        (Object.keys(problems).length > 0 || state.columns.some((each) => problemOf(state, each))
          ? 'This was not sent: what is wrong stands at its field'
          : undefined))
      : undefined,
    problemOf: (column: Column) => (wasTried ? problemOf(state, column) : undefined),
    change: useCallback((parts: Partial<Playground>) => change(() => parts), [change]),
    editSettings: (parts: Partial<Settings>) => change(({ settings }) => ({ settings: { ...settings, ...parts } })),
    editColumn: (id: string, parts: Partial<Omit<Column, 'id'>>) =>
      change(({ columns }) => ({ columns: columns.map((column) => (column.id === id ? { ...column, ...parts } : column)) })),
    addColumn: () =>
      change(({ columns }) => {
        const { id: _, ...last } = columns.at(-1)!;
        return { columns: [...columns, columnOf(last)] };
      }),
    removeColumn: (id: string) => {
      runs.of(id)?.stop();
      change(({ columns }) => ({ columns: columns.filter((column) => column.id !== id) }));
    },
    setVariable: (name: string, value: string) => change(({ variables }) => ({ variables: { ...variables, [name]: value } })),
    addMessage: (role: Role) => {
      const message = messageOf(role);
      const isPreface = role === 'system' || role === 'developer';
      change(({ messages }) => ({ messages: isPreface ? [message, ...messages] : [...messages, message] }));
      focusSoon(message.id, field.current);
    },
    unpack: (column: Column, { model, messages, settings }: OnPage) =>
      replace(
        (now) => ({
          messages: [...messages, ...now.messages],
          settings: { ...settings, stream: now.settings.stream, metadata: now.settings.metadata },
          columns: now.columns.map((each) => (each.id === column.id ? { ...each, kind: 'model', model } : each)),
        }),
        'The prompt was put on the page as messages',
      ),
    clear: () => {
      runs.clear();
      replace(({ columns }) => ({ ...emptyPlayground(), columns }), 'The page was cleared');
      field.current?.focus();
    },
    /** The calls as they would be sent now. */
    written: () => callsNow(state),
  };
}

/** The first that said something: whoever wants another one says so with its button. */
function answerToGoOnFrom({ columns }: Playground, runs: ReturnType<typeof useRuns>) {
  return columns.map(({ id }) => runs.of(id)?.answer()).find((answer) => answer && isOver(answer) && saysSomething(answer));
}
