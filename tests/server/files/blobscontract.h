// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/blobstore.h"

#include <QTest>

namespace confab {

/// An implementation of BlobStore under test: empty at the start of each test function.
class BlobFixture {
public:
    virtual ~BlobFixture() = default;
    virtual void init() = 0;
    virtual void cleanup() = 0;
    /// Closes it and opens it again, as after a crash: with what it holds.
    virtual void reopen() = 0;
    virtual BlobStore& store() = 0;
};

/// What BlobStore promises.
class BlobsContract : public QObject {
    Q_OBJECT

public:
    explicit BlobsContract(BlobFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init() { m_fixture.init(); }
    void cleanup() { m_fixture.cleanup(); }

    void keepsWhatWasAppended();
    void readsAnyRange();
    void appendsOnlyAtTheEnd();
    void aBlobWithoutBytes();
    void equalContentsAreOneBlob();
    void hashIsOfTheContent();
    void hashIsFoundAgainAfterACrash();
    void dropForgetsAPartialBlob();
    void removesOldBlobsOnly();
    void keepMakesABlobYoungAgain();
    void listsAll();
    void namesAreNotPaths();

private:
    BlobStore& store() { return m_fixture.store(); }
    /// A blob with this content, by way of an upload of this id; its name.
    BlobHash keep(const QString& upload, const QByteArray& content);
    QByteArray readAll(const BlobHash& hash);
    struct Names {
        QStringList blobs;
        QStringList partials;
    };
    Names listed();

    BlobFixture& m_fixture;
};

} // namespace confab
