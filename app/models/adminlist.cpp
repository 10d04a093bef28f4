// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/adminlist.h"

#include "app/models/formatting.h"

#include <chrono>

namespace confab::models {

namespace {

constexpr std::chrono::milliseconds typingPause{200};

} // namespace

AdminList::AdminList(client::Connection& connection) : m_connection(connection) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(typingPause);
    connect(&m_delay, &QTimer::timeout, this, &AdminList::restart);
}

QString AdminList::words(const Error& error) {
    return sentence(error);
}

void AdminList::begin() {
    m_query.clear();
    restart();
}

void AdminList::end() {
    m_delay.stop();
    ++m_generation;
    m_isBusy = m_hasMore = false;
    m_error.clear();
    beginResetModel();
    clearRows();
    endResetModel();
    Q_EMIT changed();
}

void AdminList::restart() {
    end();
    load();
}

void AdminList::search(const QString& query) {
    if (query.trimmed() == m_query)
        return;
    m_query = query.trimmed();
    m_delay.start();
}

void AdminList::loadMore() {
    if (m_hasMore && !m_isBusy)
        load();
}

} // namespace confab::models
