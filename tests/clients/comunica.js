// Asks an endpoint queries with Comunica; prints the answer to each as a line of JSON.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, ...queries] = process.argv.slice(2);
const engine = new QueryEngine();
const options = { sources: [{ type: "sparql", value: endpoint }] };
const show = (term) => ({ type: term.termType, value: term.value, language: term.language });
const row = (bindings) =>
  Object.fromEntries([...bindings].map(([variable, term]) => [variable.value, show(term)]));
const triple = (quad) => [quad.subject, quad.predicate, quad.object].map(show);

for (const query of queries) {
  const result = await engine.query(query, options);
  const answer = await result.execute();
  const written = {
    bindings: async () => (await answer.toArray()).map(row),
    quads: async () => (await answer.toArray()).map(triple),
    boolean: async () => answer,
  };
  console.log(JSON.stringify(await written[result.resultType]()));
}
