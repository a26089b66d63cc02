using Chorus.Escrow.Depositing;

namespace Chorus.App.Features.Write;

/// <summary>
/// Hands a deposit that the site sealed itself to the site's own intake, the way a browser's post goes: stored, forwarded,
/// acknowledged by three trustees. True once all three acknowledgements are there and verified.
/// </summary>
internal delegate Task<bool> DepositSealed(SealedDeposit deposit);
