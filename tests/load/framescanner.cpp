// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/framescanner.h"

#include <cstring>

namespace confab::load {

namespace {

constexpr unsigned char finalBit = 0x80;
constexpr unsigned char maskBit = 0x80;
/// A notification names its method within its first members; an answer may be long, and has none.
constexpr size_t methodWithin = 64;

} // namespace

std::optional<FrameScanner::Frame> FrameScanner::next() {
    const std::string_view rest = m_bytes.substr(m_at);
    const auto byte = [rest](size_t at) { return static_cast<unsigned char>(rest[at]); };
    if (rest.size() < 2 || m_strange)
        return {};
    m_strange = (byte(0) & finalBit) == 0 || (byte(1) & maskBit) != 0;
    size_t length = byte(1);
    const size_t header = length < 126 ? 2 : length == 126 ? 4 : 10;
    if (m_strange || rest.size() < header)
        return {};
    if (length >= 126) {
        length = 0;
        for (size_t i = 2; i < header; ++i)
            length = length << 8 | byte(i);
    }
    if (rest.size() - header < length)
        return {};
    m_at += header + length;
    return Frame{Opcode(byte(0) & 0x0f), rest.substr(header, length)};
}

void appendClientFrame(std::string& to, Opcode opcode, std::string_view payload) {
    to += char(finalBit | static_cast<unsigned char>(opcode));
    if (payload.size() < 126) {
        to += char(maskBit | payload.size());
    } else { // nothing that is sent here has 64 KiB
        to += char(maskBit | 126);
        to += char(payload.size() >> 8);
        to += char(payload.size() & 0xff);
    }
    to.append(4, '\0');
    to += payload;
}

std::optional<size_t> MemberFinder::in(std::string_view text) {
    const bool there =
        m_last + m_mark.size() <= text.size() && std::memcmp(text.data() + m_last, m_mark.data(), m_mark.size()) == 0;
    if (there)
        return m_last + m_mark.size();
    const void* found = ::memmem(text.data(), text.size(), m_mark.data(), m_mark.size());
    if (!found)
        return {};
    m_last = size_t(static_cast<const char*>(found) - text.data());
    return m_last + m_mark.size();
}

NoticeReader::Kind NoticeReader::kind(std::string_view text) {
    const std::optional<size_t> method = m_method.in(text.substr(0, methodWithin));
    if (!method)
        return Kind::Answer;
    return text.substr(*method).starts_with("room.event\"") ? Kind::Event : Kind::OtherNotice;
}

std::optional<NoticeReader::Event> NoticeReader::event(std::string_view text) {
    const std::optional<size_t> room = m_room.in(text);
    const std::optional<size_t> seq = m_seq.in(text);
    if (!room || !seq)
        return {};
    Event event{numberAt(text, *room), numberAt(text, *seq), {}};
    if (const std::optional<size_t> body = m_body.in(text)) {
        const qint64 number = numberAt(text, *body);
        const size_t at = text.find(':', *body);
        event.stamp = Stamp{quint64(number), at == text.npos ? 0 : numberAt(text, at + 1)};
    }
    return event;
}

NoticeReader::Answer NoticeReader::answer(std::string_view text) {
    const std::optional<size_t> id = m_id.in(text);
    Answer answer{id ? numberAt(text, *id) : 0, false, false};
    // An answer has either a result or an error, near its beginning or right at it.
    answer.refused = text.substr(0, methodWithin).find("\"error\":") != text.npos;
    answer.busy = answer.refused && text.find("\"server.busy\"") != text.npos;
    return answer;
}

std::optional<qint64> NoticeReader::lastSeq(std::string_view text) {
    const std::optional<size_t> at = m_lastSeq.in(text);
    return at ? std::optional(numberAt(text, *at)) : std::nullopt;
}

} // namespace confab::load
