// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/signininvitation.h"

#include "app/client/serveraddress.h"
#include "app/models/formatting.h"
#include "app/models/invitation.h"

#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

SignInInvitation::SignInInvitation() : m_inquiry(Codec::Cbor, {}) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(400ms); // one request for a link, not one for each letter
    connect(&m_delay, &QTimer::timeout, this, &SignInInvitation::ask);
}

void SignInInvitation::setLink(const QString& text) {
    if (text == m_text)
        return;
    m_text = text;
    m_link = text::inviteLinkOf(text);
    m_place.reset();
    m_error = m_link || text.trimmed().isEmpty()
                  ? QString()
                  : tr("This is not the link of an invitation. It looks like https://chat.example.org/invite/…");
    m_inquiry.cancel();
    m_delay.stop();
    Q_EMIT changed();
    if (!m_link)
        return;
    if (const Result<QUrl> url = client::serverUrl(m_link->serverAddress()))
        Q_EMIT serverNamed(client::serverAddress(*url));
    m_delay.start();
}

void SignInInvitation::ask() {
    const Result<QUrl> url = m_link ? client::serverUrl(m_link->serverAddress()) : fail(ErrorKind::InviteNotFound);
    if (!url)
        return; // reported when the form is sent
    m_inquiry.look(*url, m_link->code, {this, [this](const Result<InvitedTo>& place) {
                                            if (place)
                                                m_place = *place;
                                            else
                                                m_error = sentence(place.error());
                                            Q_EMIT changed();
                                        }});
}

QString SignInInvitation::text() const {
    return m_place ? invitedToText(*m_place) : QString();
}

} // namespace confab::models
