// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/window.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QTest>
#include <QtMath>

namespace confab {

/// The promise of ui.md about the theme: texts have 4.5:1 against their background, icons and outlines 3:1; where high
/// contrast is wanted 7:1 and 4.5:1.
class ContrastTest : public QObject {
    Q_OBJECT
private:
    static constexpr double usualText = 4.5;

    static double channel(double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    }
    static double luminance(const QColor& color) {
        return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
    }
    // WCAG 2.2, "contrast ratio"
    static double contrast(const QColor& one, const QColor& other) {
        const double a = luminance(one) + 0.05;
        const double b = luminance(other) + 0.05;
        return std::max(a, b) / std::min(a, b);
    }

    static QColor over(const QColor& ground, const QColor& paint, double opacity) {
        const double alpha = paint.alphaF() * opacity;
        const auto mix = [alpha](double below, double above) { return below + (above - below) * alpha; };
        return QColor::fromRgbF(float(mix(ground.redF(), paint.redF())), float(mix(ground.greenF(), paint.greenF())),
                                float(mix(ground.blueF(), paint.blueF())));
    }
    // The lowest contrast of a text in here, with everything that dims it: its own colour, the opacity of its parents.
    static double worstIn(const QQuickItem* item, QColor ground, double opacity) {
        if (!item->isVisible())
            return 21;
        opacity *= item->opacity();
        const auto paint = item->property("color").value<QColor>();
        if (item->inherits("QQuickRectangle"))
            ground = over(ground, paint, opacity);
        double worst = 21;
        if ((item->inherits("QQuickText") || item->inherits("QQuickTextEdit")) &&
            !item->property("text").toString().isEmpty())
            worst = contrast(over(ground, paint, opacity), ground);
        for (const QQuickItem* child : item->childItems())
            worst = std::min(worst, worstIn(child, ground, opacity));
        return worst;
    }

private Q_SLOTS:
    void initTestCase() {
        m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        QQmlComponent component(&m_engine);
        component.setData("import QtQml\nimport Confab.Theme\nQtObject { property QtObject theme: Theme }", {});
        m_root.reset(component.create());
        QVERIFY2(m_root, qPrintable(component.errorString()));
        m_theme = m_root->property("theme").value<QObject*>();
        QVERIFY(m_theme);
    }

    void ratioIsTheStandards() {
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QVERIFY(qAbs(contrast(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01); // the standard's own example
    }

    void pairs_data() {
        QTest::addColumn<QString>("ink");
        QTest::addColumn<QString>("ground");
        QTest::addColumn<double>("least");
        const auto add = [](const char* ink, std::initializer_list<const char*> grounds, double least) {
            for (const char* ground : grounds)
                QTest::addRow("%s on %s", ink, ground)
                    << QString::fromLatin1(ink) << QString::fromLatin1(ground) << least;
        };
        constexpr double text = usualText, shape = 3;
        add("text", {"window", "side", "raised", "hovered", "warnSoft"}, text);
        add("secondary", {"window", "side", "raised", "hovered", "warnSoft"}, text);
        add("accent", {"window", "side", "warnSoft"}, text);
        add("bad", {"window", "side", "badSoft", "hovered"}, text);
        add("warn", {"side", "warnSoft"}, text);
        add("accentInk", {"accent", "accentHovered"}, text);
        add("accentSoftInk", {"accentSoft", "window", "raised", "hovered"}, text);
        add("text", {"accentSoft"}, text);
        add("badInk", {"bad"}, text);
        add("badgeInk", {"badge"}, text);
        add("tipInk", {"tip"}, text);
        add("icon", {"window", "side", "raised", "hovered", "accentSoft"}, shape);
        add("outline", {"window", "side"}, shape);
        add("accent", {"window", "side", "raised", "accentSoft"}, shape);
        add("good", {"window", "side"}, shape);
        add("warn", {"window", "side", "warnSoft"}, shape);
    }
    void pairs() {
        QFETCH(QString, ink);
        QFETCH(QString, ground);
        QFETCH(double, least);
        for (const char* scheme : {"lightColors", "darkColors", "lightContrast", "darkContrast"}) {
            const bool isHigh = QByteArrayView(scheme).endsWith("Contrast");
            const double wanted = !isHigh ? least : least == usualText ? 7 : 4.5;
            const auto* colors = m_theme->property(scheme).value<QObject*>();
            QVERIFY(colors);
            const auto above = colors->property(qPrintable(ink)).value<QColor>();
            const auto below = colors->property(qPrintable(ground)).value<QColor>();
            QVERIFY2(above.isValid() && below.isValid(), "no such token");
            const double ratio = contrast(above, below);
            QVERIFY2(ratio >= wanted, qPrintable(QStringLiteral("%1: %2:1, wanted %3:1")
                                                     .arg(QLatin1String(scheme))
                                                     .arg(ratio, 0, 'f', 2)
                                                     .arg(wanted)));
        }
    }

    void avatarsCarryTheirInitials() {
        const QVariant ink = m_theme->property("avatarInk");
        int count = 0;
        for (int id = 0; id < 12; ++id) {
            QColor color;
            QVERIFY(QMetaObject::invokeMethod(m_theme, "avatarColor", Q_RETURN_ARG(QColor, color), Q_ARG(double, id)));
            QVERIFY2(contrast(color, ink.value<QColor>()) >= 4.5, qPrintable(color.name()));
            ++count;
        }
        QCOMPARE(count, 12);
    }

    // Less important text can be read, too.
    void whatIsDimmed_data() {
        QTest::addColumn<QString>("ground");
        QTest::addColumn<QByteArray>("qml");
        QTest::newRow("somebody who is away") << QStringLiteral("side") << QByteArray(R"(
            import Confab.Details
            MemberRow { width: 280; userId: 3; name: "Ana Moreno"; initials: "AM"; roleText: "Owner"; rank: 0; mayRank: false; mayPutOut: false; mutedText: ""; blocked: false; marks: "Owner"; here: false; online: false; bot: false
                        stateText: "offline"; me: true; picture: ""; status: ""; light: 0; pictures: null })");
        QTest::newRow("a message that waits") << QStringLiteral("window") << QByteArray(R"(
            import Confab.Models
            import Confab.Timeline
            MessageRow { width: 400; index: 0; kind: TimelineModel.Message; clientId: "a"; by: 3; author: "Ana"; bot: false
                         initials: "A"; picture: ""; statusEmoji: ""; excerpt: "on its way"; hiddenLines: 0; large: false; formatted: false
                         mentioned: null; time: "12:30"; day: ""; groupStart: true; mine: true; unreadLine: false
                         delivery: TimelineModel.Sending; tick: TimelineModel.NoTick; failure: ""; waiting: false; editable: false
                         folded: false; spoken: ""; seq: 0; deleted: false; editedTime: ""; pinned: false
                         reactions: []; quote: null; thread: null; files: []; veiled: false; room: null })");
        QTest::newRow("the same under the pointer") << QStringLiteral("side") << QByteArray(R"(
            import Confab.Models
            import Confab.Timeline
            MessageRow { width: 400; index: 0; kind: TimelineModel.Message; clientId: "a"; by: 3; author: "Ana"; bot: false
                         initials: "A"; picture: ""; statusEmoji: ""; excerpt: "on its way"; hiddenLines: 0; large: false; formatted: false
                         mentioned: null; time: "12:30"; day: ""; groupStart: true; mine: true; unreadLine: false
                         delivery: TimelineModel.Sending; tick: TimelineModel.NoTick; failure: ""; waiting: false; editable: false
                         folded: false; spoken: ""; seq: 0; deleted: false; editedTime: ""; pinned: false
                         reactions: []; quote: null; thread: null; files: []; veiled: false; room: null })");
    }
    void whatIsDimmed() {
        QFETCH(QString, ground);
        QFETCH(QByteArray, qml);
        for (const bool dark : {false, true}) {
            m_theme->setProperty("dark", dark);
            QQmlComponent component(&m_engine);
            component.setData("import QtQuick" + qml, {});
            const std::unique_ptr<QObject> made(component.create());
            const auto* item = qobject_cast<QQuickItem*>(made.get());
            QVERIFY2(item, qPrintable(component.errorString()));
            const auto* colors = m_theme->property("color").value<QObject*>();
            const double worst = worstIn(item, colors->property(qPrintable(ground)).value<QColor>(), 1);
            QVERIFY2(worst >= 4.5 && worst < 21, qPrintable(QString::number(worst)));
        }
    }

private:
    QQmlEngine m_engine;
    std::unique_ptr<QObject> m_root;
    QObject* m_theme = nullptr;
};

} // namespace confab

QTEST_MAIN(confab::ContrastTest)
#include "tst_contrast.moc"
