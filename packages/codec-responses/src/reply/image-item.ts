import type { Json } from '@sluice/provider-sdk';
import { OutputItem, type ItemStatus, type Place } from './output-item.ts';

/** A picture in the answer. */
export class ImageItem extends OutputItem {
  readonly #base64: string;

  constructor(place: Place, base64: string) {
    super(place);
    this.#base64 = base64;
  }

  item(status: ItemStatus): Json {
    return { id: this.place.id, type: 'image_generation_call', status, result: status === 'in_progress' ? null : this.#base64 };
  }

  protected finish(): void {
    // All of it is in the item.
  }
}
