import type { RequestHandler } from 'express';
export const docsPages: RequestHandler = (_request, response) => void response.send('docs');
