// Trusted Types: where the browser knows them, a script, and an address from which one is started,
// must come from a named policy. Each policy here passes one kind of thing and refuses every other.

interface Rules {
  createScript(text: string): string;
  createScriptURL(address: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Rules): Rules;
}

/** The browser takes trusted objects where the library's types know only text. */
function policy(name: string, rules: Rules): Rules {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  return factory ? factory.createPolicy(name, rules) : rules;
}

function refuse(): never {
  throw new TypeError("This page starts no such script.");
}

/**
 * The policy `app`: the page's own script, which the content policy checks by its hash, and workers
 * from blobs. A name can be given once, and two scripts of the page use it: the first one makes it.
 */
export function appPolicy(): Rules {
  const page = globalThis as { appPolicy?: Rules };
  page.appPolicy ??= policy("app", {
    createScript: (text) => text,
    createScriptURL: (address) => (address.startsWith("blob:") ? address : refuse()),
  });
  return page.appPolicy;
}

/** The policy `offline`: the address of the service worker, and no other. */
export function offlinePolicy(): Rules {
  return policy("offline", {
    createScript: refuse,
    createScriptURL: (address) => (address === "service-worker.js" ? address : refuse()),
  });
}
