using Chorus.Sealing;

namespace Chorus.App.Hosting;

/// <summary>Says of a request that only one body may follow, and what to answer to another: set before the body is read.</summary>
/// <param name="Proof">The proof of work that binds it.</param>
/// <param name="Refuse">Makes the answer to any other.</param>
internal sealed record BoundBody(WorkProof Proof, Func<IResult> Refuse);
