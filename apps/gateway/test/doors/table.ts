import { FEATURES, type Feature } from './features.ts';

/** The table of doors, providers and features, filled as its cells are tried. */
export class Table {
  readonly #cells = new Map<string, string>();

  fill(door: string, row: string, feature: Feature, shown: string): void {
    this.#cells.set(`${door}|${row}|${feature}`, shown);
  }

  empty(doors: readonly string[], rows: readonly string[]): readonly string[] {
    return doors.flatMap((door) =>
      rows.flatMap((row) => FEATURES.map((feature) => `${door}|${row}|${feature}`).filter((cell) => !this.#cells.has(cell))),
    );
  }

  toString(doors: readonly string[], rows: readonly string[]): string {
    const width = Math.max(...rows.map((row) => row.length)) + 1;
    const notes: string[] = [];
    const cell = (door: string, row: string, feature: Feature) => {
      const shown = this.#cells.get(`${door}|${row}|${feature}`) ?? '';
      if (shown.length <= 1) return shown;
      if (!notes.includes(shown)) notes.push(shown);
      return `(${notes.indexOf(shown) + 1})`;
    };
    const tables = doors.map((door) => {
      const head = `${`/v1/${door}`.padEnd(width)}${FEATURES.map((feature) => feature.padEnd(12)).join('')}`;
      return [head, ...rows.map((row) => row.padEnd(width) + FEATURES.map((feature) => cell(door, row, feature).padEnd(12)).join(''))].join(
        '\n',
      );
    });
    return [...tables, notes.map((note, index) => `(${index + 1}) ${note}`).join('\n')].join('\n\n');
  }
}
