// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/import/importwriter.h"

#include "server/storage/sql/import/roomwriter.h"

namespace confab {

namespace {

Status addPeople(SqlConnection& db, const imported::Source& source, ImportedPeople& people) {
    for (const imported::Person& person : source.people()) {
        if (Status added = people.add(db, person); !added)
            return added;
    }
    return {};
}

constexpr qint64 eventsPerReport = 100'000; // some seconds

Status addRoom(SqlConnection& db, imported::Source& source, qsizetype at, ImportedPeople& people,
               const ImportWriter::Options& options, ImportReport& report) {
    ImportedFiles files(db, source, options.keep, report);
    RoomWriter room(db, people, files, report);
    const Result<bool> begun = room.begin(source.rooms()[at]);
    if (!begun || !*begun)
        return begun.map([](bool) {});
    const imported::Sink sink{[&](const imported::Person& person) { return people.add(db, person); },
                              [&, events = qint64(0)](const imported::Event& event) mutable {
                                  if (options.progress && ++events % eventsPerReport == 0)
                                      options.progress(source.rooms()[at], events);
                                  return room.add(event);
                              }};
    return source.read(at, sink).and_then([&room] { return room.end(); });
}

} // namespace

Result<std::unique_ptr<ImportWriter>> ImportWriter::open(const DatabaseAddress& address) {
    return HeldDatabase::changed(address).map([](std::unique_ptr<HeldDatabase> held) {
        return std::unique_ptr<ImportWriter>(new ImportWriter(std::move(held)));
    });
}

Status ImportWriter::part(const Options& options, const std::function<Status()>& work) {
    SqlConnection& db = m_held->connection();
    if (options.isTrial)
        return work();
    if (Status begun = db.begin(); !begun)
        return begun;
    if (Status done = work(); !done) {
        db.close(); // which takes all of it back
        return done;
    }
    return db.commit();
}

Result<ImportReport> ImportWriter::write(imported::Source& source, const Options& options) {
    SqlConnection& db = m_held->connection();
    ImportReport report;
    ImportedPeople people(report);
    Status done = options.isTrial ? db.begin() : Status();
    if (done)
        done = part(options, [&] { return addPeople(db, source, people); });
    for (qsizetype at = 0; done && at < source.rooms().size(); ++at) {
        if (options.began)
            options.began(source.rooms()[at]);
        done = part(options, [&] { return addRoom(db, source, at, people, options, report); });
    }
    if (options.isTrial)
        db.close();
    if (!done)
        return fail(std::move(done.error()));
    for (auto note = source.notes().constBegin(); note != source.notes().constEnd(); ++note)
        report.notes[note.key()] += note.value();
    return report;
}

} // namespace confab
