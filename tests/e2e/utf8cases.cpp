// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/websocketcases.h"

#include <algorithm>

namespace confab::test {

namespace {

constexpr quint16 notUtf8 = 1007;
constexpr auto Json = Codec::Json;

QByteArray hex(const char* digits) {
    return QByteArray::fromHex(digits);
}

const QByteArray kosme = hex("cebae1bdb9cf83cebcceb5"); // Greek, of two and three bytes a character

/// QWebSocket refuses a piece that ends inside a character; these end after every so many bytes.
QList<quint16> closesOnQt(const QByteArray& text, qsizetype step) {
    for (qsizetype at = step; at < text.size(); at += step) {
        if ((uchar(text[at]) & 0xc0) == 0x80)
            return {notUtf8};
    }
    return {};
}

/// A frame with the text bit whose payload is a call with these arbitrary bytes as its id.
QByteArray call(const QByteArray& id) {
    return rawFrame(0x81, callNamed(id, Json));
}

WebSocketCase valid(const QByteArray& name, const QByteArray& text) {
    return {.name = "6 valid: " + name, .bytes = call(text), .ids = {text}};
}

WebSocketCase refused(const QByteArray& name, const QByteArray& bytes) {
    return {.name = "6 invalid: " + name, .bytes = bytes, .closes = {notUtf8}};
}

/// In the middle of a message, and at its end, where something may be missing that will never come.
void addInvalid(QList<WebSocketCase>& cases, const QByteArray& name, const QByteArray& text) {
    cases.append(refused(name + ", within", call(text)));
    cases.append(refused(name + ", at the end", rawFrame(0x81, "x" + text)));
}

/// 6.2, 6.5: whole texts, in any pieces.
void addPieces(QList<WebSocketCase>& cases) {
    const QByteArray texts[] = {"hello", hex("68656c6c6fc2a2776f726c64"), hex("68656c6c6fe282ac776f726c64"),
                                hex("68656c6c6ff0a4ada2776f726c64"), kosme};
    for (const QByteArray& text : texts) {
        cases.append(valid(text, text));
        const QByteArray message = callNamed(text, Json);
        for (qsizetype step : {1, 2, 3, 5}) {
            cases.append({.name = "6.2 " + text + " in fragments of " + QByteArray::number(step),
                          .bytes = fragments(message, Json, step),
                          .ids = {text},
                          .closesOnQt = closesOnQt(message, step)});
        }
        cases.append({.name = "6.2 " + text + " in single bytes of one frame",
                      .bytes = rawFrame(0x81, message),
                      .step = 1,
                      .ids = {text}});
    }
    // Every place where a text can be cut in two, with an empty piece and a ping in between.
    const QByteArray message = callNamed(kosme, Json);
    const qsizetype begins = message.indexOf(kosme);
    for (qsizetype at = begins; at <= begins + kosme.size(); ++at) {
        cases.append({.name = "6.2 cut at byte " + QByteArray::number(at - begins),
                      .bytes = rawFrame(0x01, message.first(at)) + rawFrame(0x89, "p") + rawFrame(0x00, "") +
                               rawFrame(0x80, message.sliced(at)),
                      .ids = {kosme},
                      .pongs = {"p"},
                      .closesOnQt = closesOnQt(message.first(std::min(at + 1, message.size())), at)});
    }
}

/// 6.3, 6.4: an error is reported at once, not when the message is whole.
void addFailFast(QList<WebSocketCase>& cases) {
    cases.append(refused("6.3 a surrogate", call(kosme + hex("eda080656469746564"))));
    cases.append(refused("6.4 in the second of three pieces, and the third does not come",
                         rawFrame(0x01, kosme) + rawFrame(0x00, hex("f4908080"))));
    cases.append(refused("6.4 in the first of two pieces, and the second does not come",
                         rawFrame(0x01, kosme + hex("f4908080"))));
    cases.append(refused("6.4 a start that nothing can follow well, cut in two",
                         rawFrame(0x01, kosme + hex("f4")) + rawFrame(0x00, hex("90"))));
    WebSocketCase bytes = refused("6.4 in single bytes", call(kosme + hex("f4908080656469746564")));
    bytes.step = 1;
    cases.append(bytes);
    cases.append(refused("an overlong slash over two pieces", rawFrame(0x01, hex("c0")) + rawFrame(0x80, hex("af"))));
    cases.append(refused("a character that a piece leaves off and the next does not go on with",
                         rawFrame(0x01, hex("e282")) + rawFrame(0x80, "x")));
    cases.append(
        refused("a character that the last piece leaves off", rawFrame(0x01, "x") + rawFrame(0x80, hex("e282"))));
    cases.append(refused("a ping between the halves of what is none",
                         rawFrame(0x01, hex("e2")) + rawFrame(0x89, "") + rawFrame(0x80, hex("28a1"))));
    cases.last().pongs = {""};
}

/// 6.6: a text that ends at any byte.
void addPrefixes(QList<WebSocketCase>& cases) {
    const QList<qsizetype> whole{2, 5, 7, 9, 11};
    for (qsizetype size = 1; size <= kosme.size(); ++size) {
        const QByteArray name = "6.6 the first " + QByteArray::number(size) + " bytes";
        if (whole.contains(size))
            cases.append(valid(name, kosme.first(size)));
        else
            addInvalid(cases, name, kosme.first(size));
    }
}

/// 6.7 to 6.11: the first and last character of each length.
void addBoundaries(QList<WebSocketCase>& cases) {
    for (const char* good :
         {"c280", "e0a080", "f0908080", "7f", "dfbf", "efbfbf", "f48fbfbf", "ed9fbf", "ee8080", "efbfbd", "78efbbbf"})
        cases.append(valid(good, hex(good)));
    for (const char* bad : {"f888808080", "fc8480808080", "f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf", "f4908080"})
        addInvalid(cases, bad, hex(bad));
}

/// 6.12 to 6.16: continuation bytes without a start, starts without continuation, and invalid bytes.
void addStrays(QList<WebSocketCase>& cases) {
    for (const char* bad :
         {"80",           "bf",         "80bf",
          "80bf80",       "80bf80bf",   "80bf80bf80",
          "80bf80bf80bf", "c0",         "e080",
          "f08080",       "f8808080",   "fc80808080",
          "df",           "efbf",       "f7bfbf",
          "fbbfbfbf",     "fdbfbfbfbf", "fe",
          "ff",           "fefeffff",   "c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf"})
        addInvalid(cases, bad, hex(bad));
    for (int stray = 0x80; stray <= 0xbf; ++stray)
        cases.append(refused("6.12 byte " + QByteArray::number(stray, 16), call(QByteArray(1, char(stray)))));
    for (int start = 0xc0; start <= 0xff; ++start)
        cases.append(refused("6.13 start " + QByteArray::number(start, 16), call(char(start) + QByteArray(" x"))));
}

/// 6.17 to 6.23: overlong forms, surrogates, and noncharacters, which may be sent.
void addForbidden(QList<WebSocketCase>& cases) {
    for (const char* bad :
         {"c0af",         "e080af",       "f08080af",     "f8808080af",   "fc80808080af", "c1bf",
          "e09fbf",       "f08fbfbf",     "f887bfbfbf",   "fc83bfbfbfbf", "c080",         "e08080",
          "f0808080",     "f880808080",   "fc8080808080", "eda080",       "edadbf",       "edae80",
          "edafbf",       "edb080",       "edbe80",       "edbfbf",       "eda080edb080", "eda080edbfbf",
          "edadbfedb080", "edadbfedbfbf", "edae80edb080", "edae80edbfbf", "edafbfedb080", "edafbfedbfbf"})
        addInvalid(cases, bad, hex(bad));
    for (const char* good :
         {"efbfbe",   "efbfbf",   "f09fbfbe", "f09fbfbf", "f0afbfbe", "f0afbfbf", "f0bfbfbe", "f0bfbfbf", "f18fbfbe",
          "f18fbfbf", "f19fbfbe", "f19fbfbf", "f1afbfbe", "f1afbfbf", "f1bfbfbe", "f1bfbfbf", "f28fbfbe", "f28fbfbf",
          "f29fbfbe", "f29fbfbf", "f2afbfbe", "f2afbfbf", "f2bfbfbe", "f2bfbfbf", "f38fbfbe", "f38fbfbf", "f39fbfbe",
          "f39fbfbf", "f3afbfbe", "f3afbfbf", "f3bfbfbe", "f3bfbfbf", "f48fbfbe", "f48fbfbf", "efbfbc"})
        cases.append(valid(good, hex(good)));
}

} // namespace

QList<WebSocketCase> utf8Cases() {
    QList<WebSocketCase> cases;
    addPieces(cases);
    addFailFast(cases);
    addPrefixes(cases);
    addBoundaries(cases);
    addStrays(cases);
    addForbidden(cases);
    return cases;
}

} // namespace confab::test
