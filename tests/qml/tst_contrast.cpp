// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/window.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QTest>
#include <QtMath>

namespace confab {

/// ui.md's promise about the theme: what is read has 4.5:1 against what it stands on, icons and outlines 3:1.
class ContrastTest : public QObject {
    Q_OBJECT
private:
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
        constexpr double text = 4.5, shape = 3;
        add("text", {"window", "side", "raised", "hovered", "warnSoft"}, text);
        add("secondary", {"window", "side", "raised", "hovered"}, text);
        add("accent", {"window", "side", "warnSoft"}, text);
        add("bad", {"window", "side", "badSoft", "hovered"}, text);
        add("warn", {"warnSoft"}, text);
        add("accentInk", {"accent", "accentHovered"}, text);
        add("accentSoftInk", {"accentSoft"}, text);
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
        for (const char* scheme : {"lightColors", "darkColors"}) {
            const auto* colors = m_theme->property(scheme).value<QObject*>();
            QVERIFY(colors);
            const auto above = colors->property(qPrintable(ink)).value<QColor>();
            const auto below = colors->property(qPrintable(ground)).value<QColor>();
            QVERIFY2(above.isValid() && below.isValid(), "no such token");
            const double ratio = contrast(above, below);
            QVERIFY2(ratio >= least, qPrintable(QStringLiteral("%1: %2:1, wanted %3:1")
                                                    .arg(QLatin1String(scheme))
                                                    .arg(ratio, 0, 'f', 2)
                                                    .arg(least)));
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

private:
    QQmlEngine m_engine;
    std::unique_ptr<QObject> m_root;
    QObject* m_theme = nullptr;
};

} // namespace confab

QTEST_MAIN(confab::ContrastTest)
#include "tst_contrast.moc"
