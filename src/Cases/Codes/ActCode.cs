using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>What is alleged, one act each. B is an act, R is retaliation against somebody who spoke. Nothing is ever summed over them.</summary>
public enum ActCode
{
    [Description("sexist remarks, hostility because of gender")]
    B01,
    [Description("crude sexual remarks, jokes, pictures")]
    B02,
    [Description("unwanted sexual attention, requests, messages, without touch")]
    B03,
    [Description("exposure")]
    B04,
    [Description("watching, filming, sharing intimate images")]
    B05,
    [Description("stalking")]
    B06,
    [Description("a job, grade, shift or visa for sex")]
    B07,
    [Description("unwanted touching, groping")]
    B08,
    [Description("attempted rape")]
    B09,
    [Description("rape of someone who could not agree (asleep, drunk, drugged, ill)")]
    B10,
    [Description("rape by force or threat")]
    B11,
    [Description("acts with someone under age")]
    B12,
    [Description("violence by a partner or ex-partner")]
    B13,
    [Description("trafficking, sexual slavery")]
    B14,
    [Description("retaliation: fired, not renewed, not hired again")]
    R01,
    [Description("retaliation: hours, shifts, route, rooms or pay cut")]
    R02,
    [Description("retaliation: moved, demoted, passed over")]
    R03,
    [Description("retaliation: threatened, insulted, shunned, spread rumours")]
    R04,
    [Description("retaliation: reported or threatened with report to immigration")]
    R05,
    [Description("retaliation: evicted, locked out, documents kept")]
    R06,
    [Description("retaliation: bad reference, blacklisted")]
    R07,
    [Description("retaliation: sued or threatened with a suit, pressed to sign")]
    R08,
    [Description("retaliation: something done to family or co-workers")]
    R09,
}

/// <summary>The words of act codes, for whoever reads them outside of a case.</summary>
public static class ActWords
{
    /// <summary>What a code means; null where there is no such act.</summary>
    public static string? Of(string code) => Code.TryRead<ActCode>(code, out var act) ? Code.Meaning(act) : null;
}

/// <summary>Which acts are retaliation.</summary>
internal static class ActCodes
{
    internal static readonly ActCode[] Retaliation = [.. Code.All<ActCode>().Where(IsRetaliation)];

    internal static bool IsRetaliation(this ActCode act) => act >= ActCode.R01;
}
