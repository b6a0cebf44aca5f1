import { ColorInput, TextInput } from '@mantine/core';
import type { Label } from '@sluice/contract';
import { useState } from 'react';
import { useChange } from '../../../api/queries.ts';
import { useHere } from '../../../session/use-session.ts';
import { tellDone } from '../../../ui/told.tsx';
import { FormModal } from '../form-modal.tsx';

const COLOURS = ['#1098ad', '#2b8a3e', '#e67700', '#c2255c', '#5f3dc4', '#495057'];
const TOUCHED = ['/v1/labels', '/v1/prompts'] as const;

interface LabelParts {
  /** Left out: a new one. */
  readonly label: Label | undefined;
  readonly onClose: () => void;
}

/** Makes a label, or gives one another name, colour or description. */
export function LabelForm({ label, onClose }: LabelParts) {
  const { place } = useHere();
  const [name, setName] = useState(label?.name ?? '');
  const [about, setAbout] = useState(label?.description ?? '');
  const [colour, setColour] = useState(label?.color_code ?? COLOURS[0]!);
  const make = useChange('POST /v1/labels', TOUCHED);
  const change = useChange('PUT /v1/labels/{key}', TOUCHED);
  const { error, isPending } = label ? change : make;
  const done = () => {
    tellDone(label ? `The label “${name}” is changed` : `The label “${name}” is made`);
    onClose();
  };
  const submit = () => {
    const body = { name: name.trim(), description: about || null, color_code: colour || null };
    if (label) return change.mutate({ path: { key: label.id }, body }, { onSuccess: done });
    make.mutate({ body: { ...body, ...(place && { workspace_id: place.id }) } }, { onSuccess: done });
  };
  return (
    <FormModal
      title={label ? `Change the label “${label.name}”` : 'New label'}
      verb={label ? 'Save' : 'Make it'}
      error={error}
      pending={isPending}
      disabled={name.trim() === ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="Letters, digits, dashes, dots and underscores, a letter first."
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={error?.param === 'name' && error.message}
        maxLength={100}
        required
        data-autofocus
      />
      <TextInput label="What for" value={about} onChange={({ currentTarget }) => setAbout(currentTarget.value)} maxLength={1_000} />
      <ColorInput label="Colour" value={colour} onChange={setColour} swatches={COLOURS} format="hex" />
    </FormModal>
  );
}
