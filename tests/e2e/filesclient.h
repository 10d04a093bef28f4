// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/waiting.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

/// A client of the HTTP routes for files, by bytes.
namespace confab::test {

struct Response {
    int status = 0;
    QByteArray head;
    QByteArray body;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString kind() const { return json().value(QStringLiteral("type")).toString().section(u':', -1); }
    QString text(const char* member) const { return json().value(QLatin1String(member)).toString(); }
    /// The value of a header; empty when there is none.
    QByteArray value(const QByteArray& header) const {
        for (const QByteArray& line : head.split('\n')) {
            if (line.toLower().startsWith(QByteArray(header.toLower() + ":")))
                return line.mid(header.size() + 1).trimmed();
        }
        return {};
    }
};

inline Response responseOf(const QByteArray& bytes) {
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    return {bytes.mid(9, 3).toInt(), bytes.left(end + 2), end < 0 ? QByteArray() : bytes.mid(end + 4)};
}

inline QByteArray someBytes(qsizetype size) {
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char((i * 31 + i / 977) & 0xff);
    return bytes;
}

inline const QByteArray png = QByteArray("\x89PNG\r\n\x1a\n", 8) + "and so on";

/// Files below a folder, by their names.
inline QStringList filesIn(const QString& folder) {
    QStringList names;
    QDirIterator all(folder, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        all.next();
        names.append(all.fileName());
    }
    return names;
}

/// The names of the partial blobs and of the blobs of a server with SQLite.
inline QStringList partialsOf(const DaemonProcess& daemon) {
    return filesIn(QString(daemon.folder() % u"/files/partial"));
}
inline QStringList blobsOf(const DaemonProcess& daemon) {
    QStringList names = filesIn(QString(daemon.folder() % u"/files"));
    const QStringList partials = partialsOf(daemon);
    names.removeIf([&](const QString& name) { return partials.contains(name); });
    return names;
}
inline QString sha256(const QByteArray& content) {
    return QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

/// A person's requests about files, each on a connection of its own.
class Files {
public:
    Files(const DaemonProcess& daemon, const Person& person)
        : m_daemon(daemon), m_token(person.auth.accessToken.value.toLatin1()) {}

    QByteArray head(const QByteArray& line, const QByteArray& fields = {}) const {
        return line + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + m_token + "\r\n" + fields + "\r\n";
    }
    Response ask(const QByteArray& line, const QByteArray& fields = {}, const QByteArray& body = {}) const {
        RawSocket socket;
        if (!socket.connectTo(doorOf(m_daemon)))
            return {};
        socket.send(head(line, fields) + body);
        return responseOf(socket.readAnswer(!line.startsWith("HEAD")));
    }
    Response post(const QByteArray& content, const QByteArray& name = "plan.pdf",
                  const QByteArray& type = "application/pdf", const QByteArray& fields = {}) const {
        return ask("POST /files?name=" + name.toPercentEncoding(),
                   "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n" +
                       fields,
                   content);
    }
    Response get(const QString& id, const QByteArray& fields = {}) const {
        return ask("GET /files/" + id.toLatin1(), fields);
    }
    // tus
    Response create(qint64 length, const QByteArray& fields = {}) const {
        return ask("POST /files/tus", tus("Upload-Length: " + QByteArray::number(length) + "\r\n" + fields));
    }
    static QByteArray patchFields(qint64 offset, qint64 length) {
        return tus("Content-Type: application/offset+octet-stream\r\nUpload-Offset: " + QByteArray::number(offset) +
                   "\r\nContent-Length: " + QByteArray::number(length) + "\r\n");
    }
    Response patch(const QByteArray& path, qint64 offset, const QByteArray& content) const {
        return ask("PATCH " + path, patchFields(offset, content.size()), content);
    }
    qint64 offset(const QByteArray& path) const {
        return ask("HEAD " + path, tus()).value("Upload-Offset").toLongLong();
    }
    static QByteArray tus(const QByteArray& fields = {}) { return "Tus-Resumable: 1.0.0\r\n" + fields; }

private:
    const DaemonProcess& m_daemon;
    const QByteArray m_token;
};

/// A server with one person, and their requests about files.
struct FileServer {
    explicit FileServer(QStringList arguments = {}) : daemon(std::move(arguments)) {}
    bool start() {
        if (daemon.start())
            ana = newPerson(daemon, QStringLiteral("Ana"), Codec::Json);
        return bool(ana);
    }
    Files files() const { return Files(daemon, ana); }

    DaemonProcess daemon;
    Person ana;
};

} // namespace confab::test
