// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/serverfacts.h"

#include "app/client/serveraddress.h"

#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

ServerFacts::ServerFacts() : m_inquiry(Codec::Cbor, {}) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(400ms); // one request for an address, not one for each letter
    connect(&m_delay, &QTimer::timeout, this, &ServerFacts::ask);
}

void ServerFacts::setAddress(const QString& address) {
    if (address.trimmed() == m_address)
        return;
    m_address = address.trimmed();
    m_inquiry.cancel();
    setAbout({});
    m_delay.start();
}

void ServerFacts::ask() {
    const Result<QUrl> url = client::serverUrl(m_address);
    if (!url)
        return; // reported when the form is sent
    m_inquiry.ask(*url, {this, [this](const Result<About>& about) {
                             if (about)
                                 setAbout(*about);
                         }});
}

QString ServerFacts::noRegistration() const {
    if (!m_about || m_about->registration != Registration::Closed)
        return {};
    return tr("This server does not accept new accounts. Ask its administrator for one.");
}

void ServerFacts::setAbout(std::optional<About> about) {
    if (!about && !m_about)
        return;
    m_about = std::move(about);
    Q_EMIT changed();
}

} // namespace confab::models
