// A query with the prefixes it uses declared, so that it runs at any endpoint as it does here.

// What may hold a colon without a prefix: texts, IRIs and comments.
const PASSED = /"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>"{}|^`\\\s]*>|#.*/g;

export function declared(query, prefixes) {
  const bare = query.replace(PASSED, " ");
  const stated = new Set([...bare.matchAll(/\bprefix\s+([\w.-]*):/gi)].map((found) => found[1]));
  const used = new Set([...bare.matchAll(/(?<![\w?$:.-])([a-z][\w.-]*):/gi)].map((found) => found[1]));
  const missing = [...used].filter((name) => name in prefixes && !stated.has(name)).sort();
  return missing.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("") + query;
}
