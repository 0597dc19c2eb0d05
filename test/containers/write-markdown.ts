import { writeMarkdown } from './markdown';

writeMarkdown();
