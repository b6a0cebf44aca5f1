import { Stack, Text, Title } from '@mantine/core';
import type { Draft } from '../draft/draft.ts';
import type { ReadDraft } from '../draft/read-draft.ts';
import type { Offered } from '../template/mustache.ts';
import { TemplateEditor } from '../template/template-editor.tsx';
import { Messages } from './messages.tsx';

interface WordsParts {
  readonly draft: Draft;
  readonly problems: ReadDraft['problems'];
  readonly offered: Offered;
  /** Left out: it is only read. */
  readonly onChange: ((draft: Draft) => void) | undefined;
  readonly onSubmit: () => void;
}

/** What the model is told. */
export function Words({ draft, problems, offered, onChange, onSubmit }: WordsParts) {
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {draft.kind === 'chat' ? 'Messages' : 'Template'}
      </Title>
      {draft.kind === 'chat' ? (
        <Messages
          messages={draft.messages}
          offered={offered}
          problems={problems}
          onChange={onChange && ((messages) => onChange({ ...draft, messages }))}
          onSubmit={onSubmit}
        />
      ) : (
        <>
          {draft.kind === 'raw' && (
            <Text size="sm" c="dimmed">
              This is a list of messages only once its variables are filled in, so it is edited as one text.
            </Text>
          )}
          <TemplateEditor
            value={draft.text}
            label="Template"
            offered={offered}
            minHeight={220}
            onSubmit={onSubmit}
            {...(onChange && { onChange: (text: string) => onChange({ ...draft, text }) })}
          />
          {problems.text !== undefined && draft.text !== '' && <Text size="xs">{problems.text}</Text>}
        </>
      )}
    </Stack>
  );
}
