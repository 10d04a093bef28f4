// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "common/protocol/registry.h"

namespace confab {

/// How calls ended, by method and outcome. Both come from the protocol's tables, so a client can't create new labels.
/// Thread: chat thread; any reads. Owned by: ChatService.
class CallCounters {
public:
    static constexpr size_t methods = std::variant_size_v<Request>;

    void began() { m_unanswered.add(1); }
    /// `time`: since the io thread had decoded the call, so with the wait for the chat thread.
    void ended(size_t method, std::optional<ErrorKind> failure, std::chrono::steady_clock::duration time);

    quint64 count(size_t method, std::optional<ErrorKind> failure) const;
    HistogramCounts seconds(size_t method) const { return m_seconds[method].counts(); }
    qint64 unanswered() const { return m_unanswered.value(); }

    /// The name on the wire of Request's alternative number `method`.
    static std::string_view name(size_t method); // of a literal, so that a zero follows it

private:
    struct Seconds : Histogram {
        Seconds();
    };
    std::array<std::array<Counter, errorKinds + 1>, methods> m_counts; // the last is success
    std::array<Seconds, methods> m_seconds;
    Gauge m_unanswered;
};

} // namespace confab
