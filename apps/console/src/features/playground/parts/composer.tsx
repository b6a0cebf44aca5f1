import { ActionIcon, Button, FileButton, Group, Paper, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import ImagePlus from 'lucide-react/icons/image-plus';
import Send from 'lucide-react/icons/send';
import Square from 'lucide-react/icons/square';
import { useState, type RefObject } from 'react';
import { PICTURE_TYPES } from '../pictures/checked-picture.ts';
import { Pictures } from '../pictures/pictures.tsx';
import { MOST_PICTURES, readPictures } from '../pictures/read-pictures.ts';
import classes from './parts.module.css';

interface ComposerParts {
  readonly text: string;
  readonly pictures: readonly string[];
  readonly onChange: (change: { readonly draft?: string; readonly draftPictures?: readonly string[] }) => void;
  readonly onSend: () => void;
  readonly onStop: () => void;
  readonly isComing: boolean;
  /** False: who is signed in may not call models here. */
  readonly may: boolean;
  /** Why nothing was sent. */
  readonly problem: string | undefined;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Where the next message is written. */
export function Composer({ text, pictures, onChange, onSend, onStop, isComing, may, problem, field }: ComposerParts) {
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [isOver, setOver] = useState(false);
  useHotkeys([['/', () => field.current?.focus()]]);
  useHotkeys([['Escape', () => isComing && onStop()]], []);
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const read = await readPictures(files, MOST_PICTURES - pictures.length);
    setRefused(read.refused);
    onChange({ draftPictures: [...pictures, ...read.pictures] });
  };
  const isEmpty = text.trim() === '' && pictures.length === 0;
  return (
    <Paper
      withBorder
      p="sm"
      className={`${classes['composer']} ${isOver ? classes['dropping'] : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take([...event.dataTransfer.files]);
      }}
    >
      <Stack gap="xs">
        <Textarea
          ref={field}
          label="Your message"
          placeholder="Ask something. Pictures can be pasted and dropped here"
          rows={2}
          classNames={{ input: classes['grows']! }}
          value={text}
          onChange={({ currentTarget }) => onChange({ draft: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            if (!isComing && may) onSend();
          }}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (files.length === 0) return;
            event.preventDefault();
            void take(files);
          }}
        />
        <Pictures
          pictures={pictures}
          of="your message"
          onRemove={(place) => onChange({ draftPictures: pictures.filter((_, index) => index !== place) })}
        />
        <div aria-live="polite">
          {refused.map((each) => (
            <Text key={each} size="xs" c="var(--mantine-color-error)">
              {each}
            </Text>
          ))}
          {problem !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)">
              {problem}
            </Text>
          )}
        </div>
        <Group justify="space-between">
          <FileButton onChange={(files) => void take(files)} accept={PICTURE_TYPES.join(',')} multiple>
            {(button) => (
              <Tooltip label="Add pictures">
                <ActionIcon {...button} variant="default" size="lg" aria-label="Add pictures">
                  <ImagePlus size={17} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
          <Group gap="sm">
            <Text size="xs" c="dimmed" visibleFrom="xs">
              {isComing ? 'Esc stops' : 'Ctrl Enter sends'}
            </Text>
            {isComing ? (
              <Button color="red" variant="outline" leftSection={<Square size={14} aria-hidden />} onClick={onStop}>
                Stop
              </Button>
            ) : (
              <Button leftSection={<Send size={15} aria-hidden />} onClick={onSend} disabled={!may}>
                {isEmpty ? 'Run' : 'Send'}
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
