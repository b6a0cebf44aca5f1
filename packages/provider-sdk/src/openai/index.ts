export { effortForBudget } from './effort.ts';
export { readOpenAIFault } from './fault.ts';
export { openAIOperations } from './operations.ts';
