// The one script that stands in the page as it is: unpacks the page's style and script and puts
// them in. The content policy names both by their hashes, so nothing else can be put in this way.

import { framed } from "../text/engine";
import { block } from "./blocks";
import { appPolicy } from "./trusted";
import { unpackedText } from "./unpack";

// A page that frames this one could lay its own over it and borrow the user's clicks.
if (top === self) start();
else document.body.textContent = framed;

function start(): void {
  const style = document.createElement("style");
  style.textContent = unpackedText(block("page-style"));
  document.head.append(style);

  const script = document.createElement("script");
  script.textContent = appPolicy().createScript(unpackedText(block("page-script")));
  document.body.append(script);
}
