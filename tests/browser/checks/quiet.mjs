// A page says nothing to the console, asks no other host for anything, and forbids itself to: its
// content security policy is the one of the house, before anything that it governs.
export const name = "quiet";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";
const WITH_FILM = /; frame-src https:\/\/[a-z0-9.-]+$|; media-src 'self' https:\/\/[a-z0-9.-]+(?=;)/g;

export async function check({ page, noise }) {
  const found = [...noise()];
  const seen = await page.evaluate(() => {
    const policies = [...document.querySelectorAll("meta[http-equiv='Content-Security-Policy' i]")];
    const governed = document.querySelector("script,link[rel~=stylesheet],link[rel~=icon],style");
    return {
      policies: policies.map((m) => m.content.trim()),
      late: policies[0] && governed && policies[0].compareDocumentPosition(governed) & Node.DOCUMENT_POSITION_PRECEDING,
      inline: [...document.querySelectorAll("style,[style],script:not([src])")].map((e) => e.outerHTML.slice(0, 60)),
      handlers: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).map((e) => e.outerHTML.slice(0, 60)),
      modules: document.querySelectorAll("script[type=module]").length,
      icon: document.querySelector("link[rel~=icon]")?.href ?? "",
    };
  });
  if (seen.policies.length !== 1) found.push(`${seen.policies.length} content security policies`);
  else if (seen.policies[0].replace(WITH_FILM, (m) => (m.startsWith("; media") ? "; media-src 'self'" : "")) !== POLICY) found.push(`another content security policy: ${seen.policies[0]}`);
  if (seen.late) found.push("the content security policy comes after what it governs");
  for (const html of [...seen.inline, ...seen.handlers]) found.push(`style or script in the page: ${html}`);
  if (seen.modules) found.push("a script module: it does not run from file://");
  if (!seen.icon) found.push("names no icon: the browser would ask for /favicon.ico");
  return found;
}
