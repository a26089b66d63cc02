namespace Chorus.Escrow.Depositing;

/// <summary>That a report was referred: she sent parts of an earlier one on, because an organisation had asked her.</summary>
/// <param name="By">id of the organisation that asked, in the manifest; null where she left it out.</param>
/// <param name="Ask">the id of the message that asked, 16 bytes, by which her own page knows what was sent.</param>
public sealed record Referral(string? By, byte[] Ask);
