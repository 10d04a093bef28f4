// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {element} from "./dom.js";
import {openBeside} from "./menu.js";
import {words} from "./words.js";

/** Those that people use most; others come from the system's own keyboard. */
const groups = [
    "👍 thumbs up|👎 thumbs down|❤️ red heart|😂 tears of joy|🎉 party popper|🙏 folded hands|👏 clapping|🔥 fire",
    "😀 grinning|😄 smiling eyes|😅 sweat|🤣 rolling on the floor|😊 blushing|🙂 slight smile|😉 winking|😍 heart eyes",
    "😘 kiss|😋 yum|😎 sunglasses|🤩 star eyes|🥳 partying|🤔 thinking|🤨 raised eyebrow|😐 neutral",
    "🙄 rolling eyes|😏 smirking|😴 sleeping|😕 confused|🙁 frowning|😮 open mouth|😢 crying|😭 sobbing",
    "😤 steam|😡 angry|🤯 exploding head|😱 screaming|😬 grimacing|🥺 pleading|🤗 hugging|🫡 saluting",
    "👋 waving|🤝 handshake|💪 strong|🤞 crossed fingers|👌 OK|✌️ victory|👀 eyes|🧠 brain",
    "✅ check mark|❌ cross|⚠️ warning|❓ question|❗ exclamation|💯 hundred|⭐ star|💡 light bulb",
    "🚀 rocket|🐛 bug|🎂 cake|☕ coffee|🍕 pizza|🍺 beer|🌞 sun|🌧️ rain",
    "💙 blue heart|💚 green heart|💛 yellow heart|🧡 orange heart|💜 purple heart|🖤 black heart|💔 broken heart|✨ sparkles",
].map(row => row.split("|").map(pair => ({emoji: pair.slice(0, pair.indexOf(" ")), name: pair.slice(pair.indexOf(" ") + 1)})));

const columns = 8;

/** A grid beside `anchor`; arrows move in it, Esc closes it. `picked(emoji)`. */
export function pickEmoji(anchor, picked) {
    const buttons = groups.flat().map(({emoji, name}, index) => element("button",
        {type: "button", "aria-label": name, title: name, tabindex: index === 0 ? 0 : -1, onclick: () => choose(emoji)}, emoji));
    const choose = emoji => {
        dialog.close();
        picked(emoji);
    };
    const grid = element("div", {class: "grid", onkeydown: event => moveInGrid(event, buttons)}, buttons);
    const dialog = openBeside(anchor, {class: "emoji-picker", "aria-label": words.emoji}, grid);
    buttons[0].focus();
}

function moveInGrid(event, buttons) {
    const steps = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns};
    const to = buttons[buttons.indexOf(document.activeElement) + (steps[event.key] ?? NaN)];
    if (!to)
        return;
    event.preventDefault();
    to.focus();
}
