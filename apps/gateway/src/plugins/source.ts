/** A package to load and who asked for it. */
export interface PluginSource {
  /** A package name, or a path to a package's folder or to a module. */
  readonly name: string;
  /** The setting or file that names it, for messages. */
  readonly namedIn: string;
  /** The folder that names and relative paths are seen from. */
  readonly from: string;
  /** It came with the gateway and was reviewed with it: its calls are neither watched nor checked. */
  readonly shipped: boolean;
}
