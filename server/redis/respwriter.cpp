// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/respwriter.h"

#include <array>
#include <charconv>

namespace confab {

namespace {

constexpr qsizetype keptBytes = 256 * 1024; // of the buffer, when it is empty

} // namespace

void RespWriter::command(std::initializer_list<QByteArrayView> words) {
    begin(qsizetype(words.size()));
    for (const QByteArrayView text : words)
        word(text);
}

void RespWriter::command(QByteArrayView name, const QList<QByteArray>& arguments) {
    begin(1 + arguments.size());
    word(name);
    for (const QByteArray& argument : arguments)
        word(argument);
}

void RespWriter::begin(qsizetype words) {
    number('*', words);
}

void RespWriter::word(QByteArrayView text) {
    number('$', text.size());
    m_buffer.append(text);
    m_buffer.append("\r\n", 2);
}

void RespWriter::number(char kind, qsizetype value) {
    std::array<char, 24> text; // a sign, 19 digits, the kind and the end of the line
    text[0] = kind;
    char* end = std::to_chars(text.data() + 1, text.data() + text.size() - 2, value).ptr;
    *end++ = '\r';
    *end++ = '\n';
    m_buffer.append(text.data(), end - text.data());
}

void RespWriter::sent() {
    if (m_buffer.capacity() > keptBytes)
        m_buffer = QByteArray();
    else
        m_buffer.truncate(0);
}

} // namespace confab
