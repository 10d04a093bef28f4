// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hooks/hooksender.h"

#include "server/hooks/hookaddress.h"
#include "server/hooks/limits.h"
#include "server/ops/threadend.h"

#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QThread>
#include <QUrl>

namespace confab {

namespace {

using Done = std::function<void(HookOutcome)>;

HookOutcome troubled(const QString& why) {
    HookOutcome outcome;
    outcome.trouble = why;
    return outcome;
}

/// As the Host header has it: the default port is not said.
QByteArray hostHeader(const QUrl& url) {
    QUrl authority = url;
    authority.setUserInfo({});
    return authority.authority(QUrl::FullyEncoded).toLatin1();
}

/// To `address`, which is one of the host that the URL names: TLS and the request speak to that host.
QNetworkRequest requestTo(const QUrl& url, const QHostAddress& address, const HookRequest& hook) {
    QUrl target = url;
    target.setHost(address.toString());
    QNetworkRequest request(target);
    request.setPeerVerifyName(url.host());
    request.setRawHeader("Host", hostHeader(url));
    request.setRawHeader("Content-Type", "application/json");
    request.setRawHeader("User-Agent", "Confab");
    request.setRawHeader("X-Confab-Signature", hook.signature);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(int(limits::hookAnswer.count()));
    return request;
}

HookOutcome outcomeOf(QNetworkReply& reply, QByteArray body) {
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    HookOutcome outcome;
    outcome.status = status;
    outcome.isTaken = status >= 200 && status < 300;
    outcome.isGone = status == 410;
    outcome.body = std::move(body);
    if (!outcome.isTaken)
        outcome.trouble = status > 0 ? QStringLiteral("status %1").arg(status)
                                     : QStringLiteral("no answer (error %1 of the network)").arg(int(reply.error()));
    return outcome;
}

} // namespace

/// The requests that are on their way.
/// Thread: the sender's own. Owned by: it ends with that thread.
class HookRequests : public QObject {
public:
    explicit HookRequests(QStringList allowed) : m_allowed(std::move(allowed)) {}

    void begin(const HookRequest& request, const Done& done) {
        const QUrl url(request.url, QUrl::StrictMode);
        if (!isHookUrl(url))
            return done(troubled(QStringLiteral("not an address")));
        QHostInfo::lookupHost(url.host(), this, [this, url, request, done](const QHostInfo& found) {
            const bool isAllowed = m_allowed.contains(url.host(), Qt::CaseInsensitive);
            const QList<QHostAddress> addresses = found.addresses();
            for (const QHostAddress& address : addresses) {
                if (isAllowed || isPublicAddress(address))
                    return post(url, address, request, done);
            }
            done(troubled(addresses.isEmpty() ? QStringLiteral("no such host")
                                              : QStringLiteral("its address is not public (--hooks-allow)")));
        });
    }

private:
    void post(const QUrl& url, const QHostAddress& address, const HookRequest& hook, const Done& done) {
        if (!m_network) { // made here, so that it belongs to this thread
            m_network = new QNetworkAccessManager(this);
            m_network->setProxy(QNetworkProxy::NoProxy);
        }
        QNetworkReply* reply = m_network->post(requestTo(url, address, hook), hook.body);
        reply->setReadBufferSize(limits::hookAnswerBytes + 1);
        const auto body = std::make_shared<QByteArray>();
        connect(reply, &QNetworkReply::readyRead, this, [reply, body] {
            body->append(reply->readAll());
            if (body->size() > limits::hookAnswerBytes)
                reply->abort();
        });
        connect(reply, &QNetworkReply::finished, this, [reply, body, done] {
            body->append(reply->readAll());
            const bool isWhole = body->size() <= limits::hookAnswerBytes;
            done(outcomeOf(*reply, isWhole ? *body : QByteArray()));
            reply->deleteLater();
        });
    }

    const QStringList m_allowed;
    QNetworkAccessManager* m_network = nullptr;
};

HookSender::HookSender(QStringList allowed)
    : m_allowed(std::move(allowed)), m_finished(this, 0, [](std::vector<Finished>& batch) {
          for (Finished& one : batch)
              one.then(one.outcome);
      }) {}

void HookSender::start() {
    m_requests = new HookRequests(m_allowed);
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(QStringLiteral("hooks"));
    freeOpenSslAtEndOf(*m_thread);
    m_requests->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_requests, &QObject::deleteLater);
    m_thread->start();
}

HookSender::~HookSender() {
    if (!m_thread)
        return;
    m_thread->quit();
    m_thread->wait();
}

void HookSender::send(HookRequest request, Continuation then) {
    if (!m_thread) // most servers have no webhook
        start();
    // The home thread waits for the other one's end, so `this` outlives what runs there.
    const auto done = [this, then = std::move(then)](HookOutcome outcome) {
        m_finished.post(Finished{then, std::move(outcome)});
    };
    QMetaObject::invokeMethod(
        m_requests, [requests = m_requests, request = std::move(request), done] { requests->begin(request, done); });
}

} // namespace confab
