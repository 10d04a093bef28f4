// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {element, toast} from "./dom.js";
import {parseMarkdown} from "./markdown.js";
import {words} from "./words.js";

const onlyEmoji = new RegExp("^(?:\\s*(?:\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier})?" +
    "(?:\\u200d\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier})?)*|\\p{Regional_Indicator}{2})){1,3}\\s*$", "u");

/** A message's text as elements: those of a short list, with texts as text nodes. */
export function formatted(body, names) {
    const isLarge = onlyEmoji.test(body);
    return element("div", {class: isLarge ? "body large" : "body", dir: "auto"}, parseMarkdown(body, names).map(blockElement));
}

function blockElement(block) {
    switch (block.tag) {
    case "pre":
        return codeBlock(block);
    case "blockquote":
        return element("blockquote", {}, block.children.map(blockElement));
    case "ul":
    case "ol":
        return element(block.tag, block.tag === "ol" ? {start: block.start} : {},
                       block.items.map(item => element("li", {}, item.map(blockElement))));
    case "hr":
        return element("hr");
    case "h":
        return element("p", {class: "heading"}, block.children.map(spanElement));
    default:
        return element("p", {}, block.children.map(spanElement));
    }
}

function spanElement(span) {
    if (typeof span === "string")
        return document.createTextNode(span);
    switch (span.tag) {
    case "strong":
    case "em":
    case "s":
        return element(span.tag, {}, span.children.map(spanElement));
    case "code":
        return element("code", {}, span.text);
    case "br":
        return element("br");
    case "mention":
        return element("span", {class: span.self ? "mention self" : "mention"}, span.text);
    case "spoiler":
        return spoiler(span);
    default:
        return link(span);
    }
}

/** To a place in this page, or to another one in a window of its own. */
function link({href, children}) {
    const elsewhere = href.startsWith("#") ? {} : {title: href, target: "_blank", rel: "noopener noreferrer"};
    return element("a", {href, ...elsewhere}, children.map(spanElement));
}

function codeBlock({language, text}) {
    const copy = element("button", {type: "button", class: "copy", onclick: () => copyText(text)}, words.copyCode);
    return element("div", {class: "code"}, language ? element("span", {class: "language"}, language) : null, copy,
                   element("pre", {tabindex: 0}, element("code", {}, text)));
}

/** Nothing of it is read out before it is shown. */
function spoiler({children}) {
    const hidden = element("span", {"aria-hidden": "true"}, children.map(spanElement));
    hidden.inert = true;
    const whole = element("span", {class: "spoiler", role: "button", tabindex: 0, "aria-label": words.spoiler}, hidden);
    const show = event => {
        if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")
            return;
        event.preventDefault();
        event.stopPropagation();
        whole.replaceWith(element("span", {class: "spoiler shown", tabindex: -1}, ...hidden.childNodes));
    };
    whole.addEventListener("click", show);
    whole.addEventListener("keydown", show);
    return whole;
}

/** The clipboard of pages without TLS is the old one. */
export async function copyText(text) {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        const area = element("textarea", {class: "unseen"});
        area.value = text;
        ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(area); // what is beside a dialog gets no focus
        area.select();
        document.execCommand("copy");
        area.remove();
    }
    toast(words.copied);
}
