// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/search/postings.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace confab;

/// Parts of the search's index, as their rows have them.
class TestPostings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void postingsComeBack();
    void placesAreThoseOfTheRange();
    void damagedPostingsEnd();
};

void TestPostings::postingsComeBack() {
    QRandomGenerator random(7);
    std::vector<Posting> postings;
    for (int i = 0; i < 5000; ++i)
        postings.push_back(
            {Gram(random.bounded(300)) << random.bounded(40), quint16(random.bounded(int(segmentSeqs)))});
    std::ranges::sort(postings);
    postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
    QVERIFY(decodePostings(encodePostings(postings)) == postings);
    QVERIFY(decodePostings(encodePostings({})).empty());
    const std::vector<Posting> greatest{{~Gram(0) >> 16, quint16(segmentSeqs - 1)}};
    QVERIFY(decodePostings(encodePostings(greatest)) == greatest);
}

void TestPostings::placesAreThoseOfTheRange() {
    const QByteArray bytes = encodePostings({{10, 1}, {10, 5}, {11, 2}, {20, 2047}, {21, 3}});
    Places places;
    addPlaces(bytes, {11, 20}, places);
    QCOMPARE(places.count(), size_t(2));
    QVERIFY(places[2] && places[2047]);
    addPlaces(bytes, {10, 10}, places);
    QCOMPARE(places.count(), size_t(4));
}

/// Whatever a disk does to them: no place beyond the segment, and an end.
void TestPostings::damagedPostingsEnd() {
    QRandomGenerator random(8);
    for (int run = 0; run < 2000; ++run) {
        QByteArray bytes(random.bounded(60), 0);
        for (char& byte : bytes)
            byte = char(random.bounded(256));
        Places places;
        addPlaces(bytes, {0, ~Gram(0)}, places);
        for (const Posting& posting : decodePostings(bytes))
            QVERIFY(posting.place < segmentSeqs);
    }
}

QTEST_GUILESS_MAIN(TestPostings)
#include "tst_postings.moc"
