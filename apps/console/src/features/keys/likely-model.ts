/** Words in the names of models that do not chat, or not in words alone. */
const OTHER_KINDS =
  /embed|rerank|audio|realtime|image|vision|video|tts|speech|whisper|transcri|moderation|guard|ocr|instruct|search|research|codex|translate|safety|robotics|computer|live|base|preview|exp\b/i;

/** Words in the names of small ones: a first call should cost next to nothing. */
const SMALL = /mini|nano|small|lite|flash|instant|tiny|8b|7b|20b/i;

/** A model that will probably answer a first question, and cheaply. Which it is, nobody tells: whoever knows better chooses. */
export function likelyModel(ids: readonly string[]): string | undefined {
  const chat = ids.filter((id) => !OTHER_KINDS.test(id));
  return chat.find((id) => SMALL.test(id)) ?? chat[0] ?? ids[0];
}
