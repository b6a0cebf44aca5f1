export { readOpenAIFault } from './fault.ts';
export { openAIOperations } from './operations.ts';
