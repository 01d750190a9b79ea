// The samples as files, and a session that has read one by its own policy.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Export, PolicyFile } from "../../www/src/wire";
import { www } from "../../www/tools/places.mjs";
import { ask, feed, openSession } from "./rig";

export const sampleNames = readdirSync(join(www, "samples"));

/** The tables of a sample, by file name. */
export function tables(name: string): [string, string][] {
  const folder = join(www, "samples", name);
  const names = readdirSync(folder).filter((file) => file.endsWith(".csv"));
  return names.map((file) => [file, readFileSync(join(folder, file), "utf8")]);
}

/** The policy of a sample, checked by the engine. */
export function policyOf(name: string): PolicyFile {
  const text = readFileSync(join(www, "samples", name, "policy.json"), "utf8");
  const answer = ask(openSession(), { kind: "open_policy", name: "policy.json", text });
  if (answer.kind !== "policy") throw new Error(JSON.stringify(answer));
  return answer.policy;
}

/** A session that has read these tables by this policy, cut into pieces of some bytes. */
export function read(policy: PolicyFile, files: [string, string][], piece?: number) {
  const session = openSession();
  ask(session, { kind: "reading", policy });
  files.forEach(([file, text], slot) => {
    const answer = feed(session, slot, file, text, piece);
    if (answer.kind !== "file_read") throw new Error(`${file}: ${JSON.stringify(answer)}`);
  });
  return session;
}

/** A file to keep, as text. */
export function exported(session: ReturnType<typeof openSession>, policy: PolicyFile, what: Export): string {
  const answer = ask(session, { kind: "export", policy, what, form: "plain" });
  if (answer.kind !== "file") throw new Error(JSON.stringify(answer));
  return new TextDecoder().decode(answer.bytes);
}
