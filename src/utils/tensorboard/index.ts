export { type Drawing, SummaryWriter } from './writer.ts';
