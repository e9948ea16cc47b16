export * from '../../keywords.ts';
