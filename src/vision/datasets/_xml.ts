import { createRequire } from 'node:module';
import type { Node } from '@xmldom/xmldom';
import { damagedFile, textOf } from './_files.ts';

const require = createRequire(import.meta.url);

/** An element, as Python's ElementTree sees it: `text` is what stands before the first element inside. */
export interface XmlElement {
  readonly tag: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const DEEPEST = 100;
const [ELEMENT, TEXT, CDATA] = [1, 3, 4];

/**
 * The root of an XML file.
 *
 * @throws RuntimeError naming the file when it is none.
 */
export function readXml(path: string, expected: string): XmlElement {
  const text = textOf(path).replace(/^\uFEFF/, '');
  // Loaded when a file is read: few programs read any.
  const { DOMParser } = require('@xmldom/xmldom') as typeof import('@xmldom/xmldom');
  try {
    const onError = (_level: string, message: string): never => {
      throw new Error(message);
    };
    const { documentElement } = new DOMParser({ onError }).parseFromString(text, 'text/xml');
    if (documentElement === null) throw new Error('there is no element');
    return elementOf(documentElement, 0);
  } catch (cause) {
    throw damagedFile(path, expected, cause);
  }
}

function elementOf(node: Node, depth: number): XmlElement {
  if (depth > DEEPEST) throw new Error(`elements within each other, more than ${DEEPEST} deep`);
  const nodes = Array.from(node.childNodes);
  const first = nodes.findIndex(({ nodeType }) => nodeType === ELEMENT);
  const before = first < 0 ? nodes : nodes.slice(0, first);
  const texts = before.filter(({ nodeType }) => nodeType === TEXT || nodeType === CDATA);
  return {
    tag: node.nodeName,
    text: texts.map(({ nodeValue }) => nodeValue ?? '').join(''),
    children: nodes
      .filter(({ nodeType }) => nodeType === ELEMENT)
      .map((child) => elementOf(child, depth + 1)),
  };
}
