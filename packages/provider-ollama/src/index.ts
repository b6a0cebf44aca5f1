import compatible from './compatible/adapter.ts';
import native from './native/adapter.ts';

/**
 * Ollama twice: by OpenAI's dialect, which is what its users know, and by its own API, which alone takes the size of
 * the context (`num_ctx`) and how long a model stays loaded (`keep_alive`).
 */
export default [compatible, native] as const;
