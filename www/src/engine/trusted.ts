// Trusted Types: where the browser knows them, an address from which a script is started must come
// from a named policy. Each policy here passes one kind of address and refuses every other.

interface Policy {
  createScriptURL(address: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

/**
 * A function that passes addresses which `allowed` accepts on to the browser, under the policy `name`.
 * Called once a name: a second policy of the same name is refused by the browser.
 */
export function trusting(name: string, allowed: (address: string) => boolean): (address: string) => string {
  const createScriptURL = (address: string) => {
    if (!allowed(address)) throw new TypeError(`The policy ${name} refuses this address.`);
    return address;
  };
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  const policy = factory ? factory.createPolicy(name, { createScriptURL }) : { createScriptURL };
  // The library's types know only text here; the browser takes the trusted object.
  return (address) => policy.createScriptURL(address) as string;
}
