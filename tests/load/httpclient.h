// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/histogram.h"
#include "tests/load/loadclient.h"

#include <memory>

namespace confab::load {

/// A request over HTTP/1.1, as bytes. `fields`: further lines of its head, each with its end.
std::string httpRequest(std::string_view method, std::string_view path, std::string_view fields,
                        std::string_view body = {});

/// One connection over which one request goes after the other. Nothing waits but open().
/// Thread: one. Owned by: a benchmark.
class HttpClient {
public:
    explicit HttpClient(Door door) : m_door(std::move(door)) {}
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Connects, anew when it is connected.
    [[nodiscard]] bool open();
    /// A request, when no answer is missing.
    [[nodiscard]] bool send(const std::string& request);
    enum class Step {
        Waiting,  ///< the answer, or its end, has not come
        Answered, ///< it is there, with status() and bodyBytes()
        Broken    ///< the connection, or what came over it
    };
    Step read();

    bool isBusy() const { return m_isBusy; }
    int status() const { return m_status; }
    /// The answer was the last one of this connection: open() comes next.
    bool isLast() const { return m_isLast; }
    size_t bodyBytes() const { return m_bodyBytes; }
    int descriptor() const { return m_descriptor; }

private:
    bool takeHead();

    const Door m_door;
    int m_descriptor = -1;
    bool m_isBusy = false;
    std::string m_head; // until it ends
    bool m_hasHead = false;
    int m_status = 0;
    bool m_isLast = false;
    size_t m_bodyBytes = 0;
    size_t m_missing = 0; // of the body
};

/// What a flood of one and the same request came to.
struct Flood {
    quint64 answers = 0;
    size_t bodyBytes = 0; ///< of each
    double seconds = 0;
    Histogram times; ///< of each answer
    std::string trouble{};
    double perSecond() const { return seconds > 0 ? double(answers) / seconds : 0; }
};
/// Over so many connections at once, each of which asks again as soon as it is answered. Only 200 is an answer.
Flood flood(const Door& door, const std::string& request, int connections, std::chrono::milliseconds time);

} // namespace confab::load
