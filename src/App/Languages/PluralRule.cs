namespace Chorus.App.Languages;

/// <summary>
/// A PO file's plural rule, such as <c>n%10==1 &amp;&amp; n%100!=11 ? 0 : 1</c>: the C expression of gettext's
/// <c>Plural-Forms</c> header over one unsigned number (GNU gettext manual, section "Plural forms").
/// </summary>
internal sealed class PluralRule
{
    private readonly string _text;
    private readonly Func<long, long> _value;
    private int _at;

    private PluralRule(string text)
    {
        _text = text;
        _value = Choice();
        if (Peek() != '\0')
        {
            throw new FormatException($"The plural rule '{text}' is not understood from character {_at + 1} on.");
        }
    }

    /// <exception cref="FormatException">Not an expression of gettext's grammar.</exception>
    public static PluralRule Parse(string text) => new(text);

    /// <summary>Which of the forms a count takes, from 0.</summary>
    public int FormOf(long count) => (int)_value(count);

    private Func<long, long> Choice()
    {
        var condition = Either();
        if (!Take("?"))
        {
            return condition;
        }
        var yes = Choice();
        Expect(":");
        var no = Choice();
        return n => condition(n) != 0 ? yes(n) : no(n);
    }

    private Func<long, long> Either()
    {
        var left = Both();
        while (Take("||"))
        {
            var (a, b) = (left, Both());
            left = n => a(n) != 0 || b(n) != 0 ? 1 : 0;
        }
        return left;
    }

    private Func<long, long> Both()
    {
        var left = Comparison();
        while (Take("&&"))
        {
            var (a, b) = (left, Comparison());
            left = n => a(n) != 0 && b(n) != 0 ? 1 : 0;
        }
        return left;
    }

    private Func<long, long> Comparison()
    {
        var a = Remainder();
        foreach (var (sign, holds) in Comparisons)
        {
            if (Take(sign))
            {
                var b = Remainder();
                return n => holds(a(n), b(n)) ? 1 : 0;
            }
        }
        return a;
    }

    // Longer signs stand before those they begin with.
    private static readonly (string Sign, Func<long, long, bool> Holds)[] Comparisons =
    [
        ("==", (a, b) => a == b), ("!=", (a, b) => a != b), (">=", (a, b) => a >= b),
        ("<=", (a, b) => a <= b), (">", (a, b) => a > b), ("<", (a, b) => a < b),
    ];

    private Func<long, long> Remainder()
    {
        var left = Atom();
        while (Take("%"))
        {
            var (a, b) = (left, Atom());
            left = n => b(n) == 0 ? 0 : a(n) % b(n);
        }
        return left;
    }

    private Func<long, long> Atom()
    {
        if (Take("("))
        {
            var inner = Choice();
            Expect(")");
            return inner;
        }
        if (Take("n"))
        {
            return n => n;
        }
        if (!char.IsAsciiDigit(Peek()))
        {
            throw new FormatException($"The plural rule '{_text}' lacks a number at character {_at + 1}.");
        }
        long number = 0;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            number = checked(number * 10 + (_text[_at++] - '0'));
        }
        return _ => number;
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(string sign)
    {
        if (Peek() != sign[0] || string.CompareOrdinal(_text, _at, sign, 0, sign.Length) != 0)
        {
            return false;
        }
        _at += sign.Length;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw new FormatException($"The plural rule '{_text}' lacks '{sign}' at character {_at + 1}.");
        }
    }
}
