// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/serverinquiry.h"

namespace confab::client {

ServerInquiry::ServerInquiry(Codec codec, const Connection::Times& times) : m_connection(codec, times) {
    connect(&m_connection, &Connection::opened, this, [this] {
        if (m_ask)
            m_ask();
    });
    connect(&m_connection, &Connection::lost, this, [this](const Connection::Loss& loss) {
        const auto refuse = std::exchange(m_refuse, {});
        cancel();
        if (refuse)
            refuse(loss.error);
    });
}

template <class Request>
void ServerInquiry::begin(const QUrl& url, Request request, Then<typename Request::Answer> then) {
    using Answer = typename Request::Answer;
    cancel();
    m_refuse = [then](const Error& error) { then(fail(error)); };
    m_ask = [this, request = std::move(request), then = std::move(then), question = m_questions] {
        m_connection.call(request, {this, [this, then, question](const Result<Answer>& answer) {
                                        if (question != m_questions)
                                            return;
                                        const Then<Answer> asked = then; // ends with the inquiry
                                        cancel();
                                        asked(answer);
                                    }});
    };
    m_connection.open(url);
}

template void ServerInquiry::begin(const QUrl& url, ServerAbout request, Then<About> then);
template void ServerInquiry::begin(const QUrl& url, InviteLook request, Then<InvitedTo> then);

void ServerInquiry::cancel() {
    ++m_questions;
    m_ask = {};
    m_refuse = {};
    m_connection.close();
}

} // namespace confab::client
