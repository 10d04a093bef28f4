// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/callcounters.h"

namespace confab {

namespace {

// A message on a fast disk takes about 1 ms, one of many at once 5 to 20, a password 26; people notice a tenth of a
// second, and clients give up after some seconds.
constexpr std::array callSeconds{0.002, 0.005, 0.02, 0.1, 0.5, 2.0};

template <size_t... I>
constexpr std::array<std::string_view, sizeof...(I)> namesOf(std::index_sequence<I...>) {
    return {std::variant_alternative_t<I, Request>::method...};
}

constexpr size_t placeOf(std::optional<ErrorKind> failure) {
    return failure ? size_t(*failure) : errorKinds;
}

} // namespace

CallCounters::Seconds::Seconds() : Histogram(callSeconds) {}

void CallCounters::ended(size_t method, std::optional<ErrorKind> failure, std::chrono::steady_clock::duration time) {
    m_unanswered.add(-1);
    m_counts[method][placeOf(failure)].add();
    m_seconds[method].add(time);
}

quint64 CallCounters::count(size_t method, std::optional<ErrorKind> failure) const {
    return m_counts[method][placeOf(failure)].value();
}

std::string_view CallCounters::name(size_t method) {
    static constexpr auto names = namesOf(std::make_index_sequence<methods>());
    return names[method];
}

} // namespace confab
