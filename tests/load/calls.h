// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>

/// The calls that the load clients make. Every id has eight digits, so that all that follows it stands where it always
/// stands: the floor server reads the room's number there, without a JSON parser.
namespace confab::load {

/// The first ids of each kind of call; so an answer says what it answers.
inline constexpr qint64 signInId = 10'000'000;
inline constexpr qint64 firstEnterId = signInId + 1; ///< the next for the second room, and so on
inline constexpr qint64 firstMessageId = 20'000'000; ///< plus the message's number
inline constexpr qint64 firstOtherId = 90'000'000;

inline constexpr std::string_view sendMethod = "message.send";
inline constexpr std::string_view enterMethod = "room.enter";
inline constexpr std::string_view callHead = R"({"jsonrpc":"2.0","id":)";
inline constexpr std::string_view methodHead = R"(,"method":")";
inline constexpr std::string_view roomHead = R"(","params":{"room":)";
inline constexpr size_t idDigits = 8;
inline constexpr size_t methodAt = callHead.size() + idDigits + methodHead.size();
/// Where the digits of the room begin, in a call of this method.
constexpr size_t roomAt(std::string_view method) {
    return methodAt + method.size() + roomHead.size();
}

/// A call; `params` is JSON.
std::string call(qint64 id, std::string_view method, std::string_view params);
std::string resumeCall(const std::string& accessToken);
std::string enterCall(qint64 id, qint64 room);
/// `params` is JSON.
std::string searchCall(qint64 id, std::string_view params);
std::string historyCall(qint64 id, qint64 room, qint64 before, int limit);

/// The stamp in a body: "~number:nanoseconds~", with ten and twenty digits.
struct Stamp {
    quint64 number = 0;
    qint64 sentAt = 0;
};

inline constexpr size_t bodyBytes = 120;
inline constexpr size_t clientIdBytes = 36; // as a UUID has

/// message.send with a body of 120 bytes that begins with the stamp; its clientId has the number too.
std::string sendCall(qint64 room, const Stamp& stamp);

/// Digits with leading zeros.
void putDigits(char* to, size_t digits, quint64 value);
/// The number whose digits begin here; it ends at the first that is none. 0 when there is none.
qint64 numberAt(std::string_view text, size_t at);

} // namespace confab::load
