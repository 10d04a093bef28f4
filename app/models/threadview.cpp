// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/threadview.h"

#include "app/client/client.h"
#include "app/client/threadmessages.h"
#include "app/models/formatting.h"

#include <QClipboard>
#include <QGuiApplication>

namespace confab::models {

ThreadView::ThreadView(client::Client& client, Drafts& drafts, MessageTools& tools)
    : m_client(client), m_tools(tools), m_rows(client), m_attachments(client),
      m_composer(client, drafts, m_attachments) {
    connect(&m_composer, &RoomComposer::refused, this, [this](const Error& error) { setTrouble(sentence(error)); });
    connect(&m_composer, &RoomComposer::sent, this, [this] { setTrouble({}); });
}

ThreadView::~ThreadView() {
    close();
}

void ThreadView::show(client::OpenRoom* room) {
    close();
    m_room = room;
}

void ThreadView::open(double seq) {
    const Seq first = m_tools.threadOf(seq);
    if (!m_room || first == 0)
        return;
    if (first != m_first) {
        close();
        m_first = first;
        m_thread = std::make_unique<client::ThreadMessages>(m_client, *m_room, first);
        connect(m_thread.get(), &client::ThreadMessages::changed, this, &ThreadView::changed);
        m_rows.showThread(*m_room, *m_thread);
        m_composer.show(m_room, m_thread.get(), first);
        m_tools.showThread(m_thread.get());
        Q_EMIT firstChanged();
        Q_EMIT changed();
    }
    Q_EMIT opened();
}

void ThreadView::close() {
    if (std::exchange(m_first, 0) == 0)
        return;
    m_tools.showThread(nullptr);
    m_composer.show(nullptr);
    m_rows.show(nullptr, {});
    m_thread.reset();
    m_trouble.clear();
    Q_EMIT firstChanged();
    Q_EMIT changed();
}

void ThreadView::retry() {
    if (m_thread)
        m_thread->loadMore();
}

void ThreadView::copyMessage(int row) const {
    if (const QString text = m_rows.textAt(row); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

bool ThreadView::isLoading() const {
    return m_thread && m_thread->isLoading() && m_rows.rowCount() == 0;
}

QString ThreadView::problem() const {
    const std::optional<Error> problem = m_thread ? m_thread->problem() : std::nullopt;
    return problem ? sentence(*problem) : QString();
}

void ThreadView::setTrouble(const QString& trouble) {
    m_trouble = trouble;
    Q_EMIT changed();
}

} // namespace confab::models
