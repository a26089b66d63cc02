namespace Chorus.Cases;

/// <summary>Where sealed content lies, and what it was: never what it says.</summary>
/// <param name="Id">random, 32 small hex digits.</param>
/// <param name="Hash">SHA-256 of the ciphertext, 64 small hex digits.</param>
public sealed record SealedReference(string Id, string Hash);
