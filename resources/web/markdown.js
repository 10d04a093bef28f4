// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Markdown as people know it from chat: text in, a tree of plain values out. It makes no HTML, and its work is linear in
 *  the length of the text times the depth.
 *
 *  A block is {tag: "p" | "h" | "pre" | "blockquote" | "ul" | "ol" | "hr", …}; a span is a text, or {tag: "strong" | "em" |
 *  "s" | "code" | "spoiler" | "a" | "mention" | "br", children?, text?, href?, self?}. */

const deepest = 8;
const mostBytes = 16 * 1024;
const longestTarget = 2048;

/** `names`: [{name, self}] that stand behind an @ in this text. */
export function parseMarkdown(text, names = []) {
    if (text.length > mostBytes)
        return [{tag: "p", children: [text]}];
    const sorted = [...names].sort((a, b) => b.name.length - a.name.length);
    return parseBlocks(text.split("\n"), sorted, 0);
}

// ---- blocks ----

const fence = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]{0,24})[^`]*$/;
const quote = /^ {0,3}>/;
const heading = /^ {0,3}#{1,6}\s+(\S.*)$/;
const rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const bullet = /^( {0,3})([-*+]|(\d{1,9})[.)])(\s+)(\S.*)$/;

const beginsBlock = line => fence.test(line) || quote.test(line) || heading.test(line) || rule.test(line) || bullet.test(line);

function parseBlocks(lines, names, depth) {
    const blocks = [];
    let at = 0;
    while (at < lines.length) {
        const line = lines[at];
        if (line.trim() === "")
            at += 1;
        else if (fence.test(line))
            at = takeCode(lines, at, blocks);
        else if (quote.test(line) && depth < deepest)
            at = takeQuote(lines, at, blocks, names, depth);
        else if (rule.test(line))
            at = blocks.push({tag: "hr"}) && at + 1;
        else if (heading.test(line))
            at = blocks.push({tag: "h", children: parseSpans(heading.exec(line)[1], names)}) && at + 1;
        else if (bullet.test(line) && depth < deepest)
            at = takeList(lines, at, blocks, names, depth);
        else
            at = takeParagraph(lines, at, blocks, names);
    }
    return blocks;
}

function takeCode(lines, at, blocks) {
    const [, marks, language] = fence.exec(lines[at]);
    const closing = new RegExp(`^ {0,3}${marks[0]}{${marks.length},}\\s*$`);
    let end = at + 1;
    while (end < lines.length && !closing.test(lines[end]))
        end += 1;
    blocks.push({tag: "pre", language, text: lines.slice(at + 1, end).join("\n")});
    return end + 1;
}

function takeQuote(lines, at, blocks, names, depth) {
    const inner = [];
    while (at < lines.length && quote.test(lines[at]))
        inner.push(lines[at++].replace(/^ {0,3}> ?/, ""));
    blocks.push({tag: "blockquote", children: parseBlocks(inner, names, depth + 1)});
    return at;
}

/** An item goes on with lines that are indented, and over empty lines when an indented one follows. */
function takeList(lines, at, blocks, names, depth) {
    const isOrdered = bullet.exec(lines[at])[3] !== undefined;
    const list = {tag: isOrdered ? "ol" : "ul", start: Number(bullet.exec(lines[at])[3] ?? 1), items: []};
    while (at < lines.length) {
        const begun = bullet.exec(lines[at]);
        if (!begun || (begun[3] !== undefined) !== isOrdered || rule.test(lines[at]))
            break;
        const inner = [begun[5]];
        const indent = begun[1].length + begun[2].length + Math.min(begun[4].length, 4);
        at += 1;
        while (at < lines.length && (/^\s{2,}\S/.test(lines[at]) || lines[at].trim() === "" && /^\s{2,}\S/.test(lines[at + 1] ?? "")))
            inner.push(withoutIndent(lines[at++], indent));
        list.items.push(parseBlocks(inner, names, depth + 1));
        if ((lines[at] ?? "x").trim() === "" && bullet.test(lines[at + 1] ?? ""))
            at += 1;
    }
    blocks.push(list);
    return at;
}

function withoutIndent(line, most) {
    const spaces = /^\s*/.exec(line)[0].length;
    return line.slice(Math.min(spaces, most));
}

function takeParagraph(lines, at, blocks, names) {
    const begin = at++;
    while (at < lines.length && lines[at].trim() !== "" && !beginsBlock(lines[at]))
        at += 1;
    blocks.push({tag: "p", children: parseSpans(lines.slice(begin, at).join("\n"), names)});
    return at;
}

// ---- spans ----

const styles = {"*": ["em", "strong"], "_": ["em", "strong"], "~": [null, "s"], "|": [null, "spoiler"]};
const escapable = /[!-/:-@[-`{-~]/; // ASCII punctuation, as in CommonMark
const wordCharacter = /[\p{L}\p{N}_]/u;
// Longer ones are no targets, and each costs a look at its length.
const address = /(?:https?:\/\/|confab:\/\/|www\.)[^\s<>"]{1,2100}|mailto:[^\s<>"@]{1,200}@[^\s<>"]{1,1000}/iy;

function parseSpans(text, names, depth = 0) {
    const out = new Spans();
    const state = {text, names, depth, failed: new Set()};
    let at = 0;
    while (at < text.length) {
        const taken = takeSpan(state, at, out);
        if (taken === 0)
            out.addText(text[at]);
        at += taken || 1;
    }
    return out.spans;
}

/** The spans of one text; neighbouring texts become one. */
class Spans {
    spans = [];
    addText(text) {
        if (typeof this.spans.at(-1) === "string")
            this.spans.push(this.spans.pop() + text);
        else
            this.spans.push(text);
    }
    add(span) {
        this.spans.push(span);
    }
}

/** How many characters of a span that begins at `at` were taken; 0: none begins there. */
function takeSpan(state, at, out) {
    const {text} = state;
    const character = text[at];
    if (character === "\n")
        return out.add({tag: "br"}) ?? 1;
    if (character === "\\" && escapable.test(text[at + 1] ?? ""))
        return out.addText(text[at + 1]) ?? 2;
    if (character === "`")
        return takeCodeSpan(state, at, out);
    if (character in styles && state.depth < deepest)
        return takeStyle(state, at, out);
    if ((character === "[" || character === "!" && text[at + 1] === "[") && state.depth < deepest)
        return takeLink(state, at, out);
    if (character === "@")
        return takeMention(state, at, out);
    return /[hwmc]/i.test(character) ? takeAddress(state, at, out) : 0;
}

function takeCodeSpan({text, failed}, at, out) {
    const marks = /`+/y;
    marks.lastIndex = at;
    const run = marks.exec(text)[0];
    if (failed.has(run))
        return out.addText(run) ?? run.length;
    for (let end = text.indexOf(run, at + run.length); end >= 0; end = text.indexOf(run, end)) {
        marks.lastIndex = end;
        const closing = marks.exec(text)[0];
        if (closing === run) {
            const code = text.slice(at + run.length, end);
            out.add({tag: "code", text: /^ .*[^ ].* $/.test(code) ? code.slice(1, -1) : code});
            return end + run.length - at;
        }
        end += closing.length;
    }
    failed.add(run); // nor behind any later one
    return out.addText(run) ?? run.length;
}

/** *em*, **strong**, ~~s~~, ||spoiler||. */
function takeStyle(state, at, out) {
    const {text, names, depth} = state;
    const mark = text[at];
    const isDouble = text[at + 1] === mark;
    const tag = styles[mark][isDouble ? 1 : 0];
    const size = isDouble ? 2 : 1;
    const opens = /\S/.test(text[at + size] ?? " ") && !(mark === "_" && wordCharacter.test(text[at - 1] ?? " "));
    const end = tag && opens ? closingMark(state, at + size, mark, size) : -1;
    if (end < 0)
        return isDouble ? out.addText(mark + mark) ?? 2 : 0;
    out.add({tag, children: parseSpans(text.slice(at + size, end), names, depth + 1)});
    return end + size - at;
}

/** Where the mark stands that ends what begins at `from`, or -1. Whether a mark can end something does not depend on what it
 *  ends, so that a search that found nothing is not made again. */
function closingMark({text, failed}, from, mark, size) {
    const key = mark.repeat(size);
    if (failed.has(key))
        return -1;
    let at = text.indexOf(mark, from);
    while (at >= 0) {
        let end = at;
        while (text[end] === mark)
            end += 1;
        const run = end - at;
        const fits = size === 2 ? run >= 2 : run % 2 === 1;
        const isClosing = /\S/.test(text[at - 1]) && text[at - 1] !== "\\" && !(mark === "_" && wordCharacter.test(text[end] ?? " "));
        if (fits && isClosing && end - size > from)
            return end - size;
        at = text.indexOf(mark, end);
    }
    failed.add(key);
    return -1;
}

/** [text](target); of a picture the link to it. */
function takeLink(state, at, out) {
    const {text, names, depth, failed} = state;
    if (failed.has("["))
        return 0;
    const begin = text[at] === "!" ? at + 2 : at + 1;
    const middle = text.indexOf("](", begin);
    if (middle < 0)
        failed.add("[");
    const target = /\]\(<?((?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+"[^"\n]*")?\)/y;
    target.lastIndex = Math.max(middle, 0);
    const found = middle < 0 || text.slice(begin, middle).includes("[") ? null : target.exec(text);
    const href = found && linkTarget(found[1]);
    if (!href)
        return 0;
    const children = parseSpans(text.slice(begin, middle), names, depth + 1).filter(span => span.tag !== "a");
    out.add({tag: "a", href, children: children.length > 0 ? children : [href]});
    return target.lastIndex - at;
}

function takeAddress({text}, at, out) {
    address.lastIndex = at;
    const found = wordCharacter.test(text[at - 1] ?? " ") ? null : address.exec(text);
    if (!found)
        return 0;
    const written = withoutClosingMarks(found[0]);
    const href = linkTarget(/^www\./i.test(written) ? "http://" + written : written);
    if (!href)
        return 0;
    out.add({tag: "a", href, children: [written]});
    return written.length;
}

/** Sentences go on behind an address: a full stop is theirs, and so is a bracket that was opened before it. */
function withoutClosingMarks(written) {
    let end = written.length;
    const count = character => written.slice(0, end).split(character).length - 1;
    while (end > 0 && (/[.,;:!?'"*_~|\]}]/.test(written[end - 1]) || written[end - 1] === ")" && count(")") > count("(")))
        end -= 1;
    return written.slice(0, end);
}

/** The address when a press may open it: of the web, of a mailbox, or of a room or message of this server, which this page
 *  shows. No script, no data, no file. */
export function linkTarget(written) {
    if (written.length > longestTarget)
        return null;
    let url;
    try {
        url = new URL(written);
    } catch {
        return null;
    }
    const isWeb = (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
    return isWeb || url.protocol === "mailto:" ? url.href : targetInPage(url);
}

/** confab://HOST/room/7/413 of this host. */
function targetInPage({protocol, host, pathname, search, hash}) {
    const isPlace = /^\/room\/[1-9]\d{0,14}(?:\/[1-9]\d{0,14})?$/.test(pathname) && search === "" && hash === "";
    return protocol === "confab:" && host === location.host && isPlace ? `#${pathname}` : null;
}

function takeMention({text, names}, at, out) {
    if (wordCharacter.test(text[at - 1] ?? " "))
        return 0;
    const found = names.find(({name}) => {
        const written = text.slice(at + 1, at + 1 + name.length);
        return written.toLowerCase() === name.toLowerCase() && !wordCharacter.test(text[at + 1 + name.length] ?? " ");
    });
    if (!found)
        return 0;
    out.add({tag: "mention", self: found.self, text: text.slice(at, at + 1 + found.name.length)});
    return 1 + found.name.length;
}

/** The text in one line, as previews have it. */
export function plainText(body) {
    return body.replace(/^```.*$/gm, " ").replace(/^\s*(?:>|#{1,6}|[-*+])\s+/gm, "").replace(/\*\*|__|~~|`/g, "")
        .replace(/\|\|[^|]*\|\|/g, "▒▒▒").replace(/\[([^[\]]+)\]\([^()\s]+\)/g, "$1").replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/\s+/g, " ").trim();
}
