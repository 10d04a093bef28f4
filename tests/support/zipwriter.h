// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDirIterator>
#include <QFile>
#include <QList>

#include <algorithm>

namespace confab::test {

/// Writes zip archives, also such as no honest program writes: every figure can be another one than it is.
/// Thread: the test's. Owned by: the test.
class ZipWriter {
public:
    struct Entry {
        QByteArray name;
        QByteArray packed;
        quint32 size = 0; ///< of the content
        quint32 crc = 0;
        quint16 method = 8;                ///< deflate
        quint16 flags = 0x800;             ///< the name is UTF-8
        bool isAgain = false;              ///< its bytes are those of the entry before
        quint32 packedSize = quint32(-1L); ///< that the archive says; -1: the one that it is
        bool isStreamed = false;           ///< sum and sizes follow the bytes, as Go's library writes them
    };

    static Entry entry(const QByteArray& name, const QByteArray& content) {
        // qCompress: four bytes of length, two of zlib's head, the stream, four of its sum
        const QByteArray zlib = qCompress(content, 9);
        return {name, zlib.mid(6, zlib.size() - 10), quint32(content.size()), crcOf(content)};
    }
    void add(const QByteArray& name, const QByteArray& content) { m_entries.append(entry(name, content)); }
    void add(Entry entry) { m_entries.append(std::move(entry)); }
    /// All files of a folder, `before` in front of their names.
    void addFolder(const QString& folder, const QByteArray& before = {}, bool isStreamed = false) {
        QDirIterator all(folder, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            add(before + file.fileName().mid(folder.size() + 1).toUtf8(), file.readAll());
            m_entries.last().isStreamed = isStreamed;
        }
    }

    QByteArray bytes() const {
        QByteArray archive;
        QByteArray directory;
        qsizetype place = 0;
        for (const Entry& each : m_entries) {
            if (!each.isAgain) {
                place = archive.size();
                archive += number(0x04034b50, 4) + head(each, true) + each.name + each.packed;
                if (each.isStreamed)
                    archive += number(0x08074b50, 4) + sumAndSizes(each);
            }
            directory += number(0x02014b50, 4) + number(20, 2) + head(each, false) + number(0, 10) + number(place, 4) +
                         each.name;
        }
        const QByteArray end = number(0x06054b50, 4) + number(0, 4) + number(m_entries.size(), 2) +
                               number(m_entries.size(), 2) + number(directory.size(), 4) + number(archive.size(), 4) +
                               number(0, 2);
        return archive + directory + end;
    }
    /// Whether it could be written.
    bool write(const QString& path) const {
        QFile file(path);
        const QByteArray all = bytes();
        return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(all) == all.size();
    }

private:
    static QByteArray number(qint64 value, int bytes) {
        QByteArray text(bytes, '\0');
        for (int i = 0; i < std::min(bytes, 8); ++i)
            text[i] = char(value >> (8 * i));
        return text;
    }
    /// What both heads of an entry have: version, flags, method, time, sum, sizes, lengths of name and extras.
    static QByteArray head(const Entry& entry, bool isLocal) {
        const quint16 flags = entry.isStreamed ? entry.flags | 8 : entry.flags;
        return number(20, 2) + number(flags, 2) + number(entry.method, 2) + number(0x58210000, 4) +
               (isLocal && entry.isStreamed ? number(0, 12) : sumAndSizes(entry)) + number(entry.name.size(), 2) +
               number(0, 2);
    }
    static QByteArray sumAndSizes(const Entry& entry) {
        const qint64 packed = entry.packedSize == quint32(-1L) ? entry.packed.size() : entry.packedSize;
        return number(entry.crc, 4) + number(packed, 4) + number(entry.size, 4);
    }
    static quint32 crcOf(const QByteArray& content) {
        quint32 crc = 0xffffffff;
        for (const char byte : content) {
            crc ^= quint8(byte);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
        }
        return ~crc;
    }

    QList<Entry> m_entries;
};

} // namespace confab::test
