// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/serverinquiry.h"

namespace confab::client {

ServerInquiry::ServerInquiry(Codec codec, const Connection::Times& times) : m_connection(codec, times) {
    connect(&m_connection, &Connection::opened, this, &ServerInquiry::opened);
    connect(&m_connection, &Connection::lost, this, [this](const Connection::Loss& loss) { answer(fail(loss.error)); });
}

void ServerInquiry::ask(const QUrl& url, Then<About> then) {
    cancel();
    m_then = std::move(then);
    m_connection.open(url);
}

void ServerInquiry::cancel() {
    ++m_questions;
    m_then = {};
    m_connection.close();
}

void ServerInquiry::opened() {
    m_connection.call(ServerAbout{}, {this, [this, question = m_questions](const Result<About>& about) {
                                          if (question == m_questions)
                                              answer(about);
                                      }});
}

void ServerInquiry::answer(const Result<About>& answer) {
    const Then<About> then = std::exchange(m_then, {});
    cancel();
    then(answer);
}

} // namespace confab::client
